import { Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';

import { newId } from '../../api/client';
import { useWords } from '../../i18n/language';
import { ErrorNote } from '../common/ErrorNote';
import { useMay } from '../session/session';
import type { ProgramSearch } from './address';
import { type Programs, useCheck, useStore, type VersionFile } from './asks';
import { useDraft } from './draft';
import { FileEditor } from './FileEditor';
import { NextStep } from './NextStep';
import style from './Program.module.css';
import { Typed } from './Typed';
import { fileWords } from './words';

/** How long typing rests before the file is checked, ms. */
const REST_MS = 250;

interface Props {
  programs: Programs;
  file: VersionFile;
}

/** The file in an editor; beside it what is wrong, what it says, and what to do next. */
export function FileTab({ programs, file }: Props) {
  const t = useWords(fileWords);
  const may = useMay();
  const draft = useDraft(`program.${file.id}.${file.version}`, file.text);
  const [settled] = useDebouncedValue(draft.text, REST_MS);
  const check = useCheck(settled);
  const place = useRulePlace(file);
  const [line, setLine] = useState<{ line: number } | null>(null);
  const saving = useSaving(file, draft.text, draft.drop);
  const problems = check.data?.problems ?? [];
  const marks = useMemo(
    () =>
      (check.data?.problems ?? []).map(({ line, message, help }) => ({
        line,
        message: [message, help].filter(Boolean).join('; '),
      })),
    [check.data],
  );
  const settling = settled !== draft.text || check.isFetching;
  const other = check.data?.id && check.data.id !== file.id ? check.data.id : null;
  const writes = may('programs:write');
  const savable = draft.changed && writes && !settling && problems.length === 0;
  return (
    <div className={style.split}>
      <div>
        <FileEditor
          label={t.editor}
          language="program"
          value={draft.text}
          onChange={draft.write}
          onSave={() => savable && saving.save(check.data?.id ?? file.id)}
          marks={marks}
          readOnly={!writes}
          place={line ?? place}
        />
        <Group mt="xs" gap="xs" justify="space-between">
          <Text size="xs" c="dimmed">
            {writes ? t.keys : t.readOnly}
          </Text>
          {draft.changed && (
            <Group gap="xs">
              <Button variant="default" size="xs" onClick={draft.drop}>
                {t.drop}
              </Button>
              <Button
                size="xs"
                disabled={!savable}
                loading={saving.pending}
                onClick={() => saving.save(check.data?.id ?? file.id)}
              >
                {t.save}
              </Button>
            </Group>
          )}
        </Group>
        {draft.changed && (
          <Text size="xs" c="dimmed" mt={4}>
            {other ? t.otherProgram(other) : t.saveAbout}
          </Text>
        )}
        {saving.error && <ErrorNote error={saving.error} />}
      </div>
      <div className={style.beside}>
        {!draft.changed && <NextStep programs={programs} file={file} />}
        {check.error && <ErrorNote error={check.error} again={() => void check.refetch()} />}
        {check.data && (
          <Typed
            checked={check.data}
            base={file}
            changed={draft.changed}
            settling={settling}
            go={(at) => setLine({ line: at })}
          />
        )}
      </div>
    </div>
  );
}

/** The line of the rule the address names. */
function useRulePlace(file: VersionFile): { line: number } | null {
  const { rule } = useSearch({ strict: false }) as ProgramSearch;
  return useMemo(() => {
    const line = file.sentences.find(({ id }) => id === rule)?.line;
    return line ? { line } : null;
  }, [rule, file]);
}

/** Stores the text as the next version and goes there. One text has one intent, however often it is tried. */
function useSaving(file: VersionFile, text: string, done: () => void) {
  const t = useWords(fileWords);
  const navigate = useNavigate();
  const store = useStore();
  const intent = useRef({ text: '', id: '' });
  const save = (program: string) => {
    if (intent.current.text !== text) intent.current = { text, id: newId() };
    store.mutate(
      { program, text, intent: intent.current.id },
      {
        onSuccess: (stored) => {
          done();
          notifications.show({
            title: t.saved(stored.version),
            message: t.savedAbout,
            color: 'green',
          });
          void navigate({
            to: '/program/$part',
            params: { part: 'file' },
            search: {
              program: stored.id,
              version: stored.version,
              ...(stored.id === file.id ? { from: file.version } : {}),
            },
          });
        },
      },
    );
  };
  return { save, pending: store.isPending, error: store.error };
}
