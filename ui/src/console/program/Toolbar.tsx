import { ActionIcon, Button, SegmentedControl, Text } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { Icon } from '../shell/Icon';
import type { Draft } from './draft';
import { formWords } from './form/words/words';
import style from './Program.module.css';
import { fileWords } from './words';

/** How a program is edited. */
export type View = 'forms' | 'text';

const BACK = 'M7.500 4.500 4 8l3.500 3.500M4 8h7.500a4 4 0 0 1 0 8H8';
const FORTH = 'M12.500 4.500 16 8l-3.500 3.500M16 8H8.500a4 4 0 0 0 0 8H12';

interface Props {
  view: View;
  setView: (view: View) => void;
  draft: Draft;
  writes: boolean;
  savable: boolean;
  pending: boolean;
  save: () => void;
  /** What saving means. */
  note: string;
}

/** What one works with: forms or text, steps back and forth, saving. */
export function Toolbar({ view, setView, draft, writes, savable, pending, save, note }: Props) {
  const t = useWords(fileWords);
  const f = useWords(formWords);
  return (
    <div className={style.desk}>
      <SegmentedControl
        aria-label={f.view}
        value={view}
        data={[
          { value: 'forms', label: f.forms },
          { value: 'text', label: f.text },
        ]}
        onChange={(next) => setView(next === 'text' ? 'text' : 'forms')}
      />
      {writes && (
        <span className={style.steps}>
          <Step label={f.undo} path={BACK} step={draft.undo} />
          <Step label={f.redo} path={FORTH} step={draft.redo} />
        </span>
      )}
      {draft.changed && (
        <>
          <Text size="xs" c="dimmed" className={style.deskNote ?? ''}>
            {note}
          </Text>
          <span className={style.steps}>
            <Button variant="default" size="xs" onClick={draft.drop}>
              {t.drop}
            </Button>
            <Button size="xs" disabled={!savable} loading={pending} onClick={save}>
              {t.save}
            </Button>
          </span>
        </>
      )}
    </div>
  );
}

function Step({ label, path, step }: { label: string; path: string; step: (() => void) | null }) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={label}
      title={label}
      disabled={!step}
      onClick={step ?? undefined}
    >
      <Icon path={path} />
    </ActionIcon>
  );
}
