import { Text } from '@mantine/core';

import { useWords } from '../../i18n/language';
import type { Checked, VersionFile } from './asks';
import { Changes } from './Changes';
import { Problems } from './Problems';
import style from './Program.module.css';
import { changesBetween } from './sentences';
import { Sentences } from './Sentences';
import { fileWords } from './words';

interface Props {
  checked: Checked;
  /** The version the typing began from. */
  base: VersionFile;
  changed: boolean;
  /** The answer is of a text before the last key. */
  settling: boolean;
  go: (line: number) => void;
  /** Without all the rules: they are beside it. */
  brief: boolean;
}

/** What is typed, read back: its problems; what it changes; all its rules. */
export function Typed({ checked, base, changed, settling, go, brief }: Props) {
  const t = useWords(fileWords);
  const { problems, sentences } = checked;
  const broken = problems.length > 0;
  const changes = broken ? [] : changesBetween(base.sentences, sentences);
  return (
    <>
      <Text fw={600} c={broken ? 'var(--harm)' : 'var(--accent-ink)'} role="status">
        {settling ? t.checking : broken ? t.problems(problems.length) : t.fine}
      </Text>
      {broken && <Problems problems={problems} go={go} />}
      {!broken && changed && (
        <section aria-label={t.asTyped}>
          <Text mb="xs" c="dimmed">
            {changes.length > 0 ? `${t.changed(changes.length)} ${base.version}` : t.sameWords}
          </Text>
          {changes.length > 0 && <Changes changes={changes} />}
        </section>
      )}
      {!changed && !broken && <Text c="dimmed">{t.unchanged}</Text>}
      {broken && !brief && <Text c="dimmed">{t.stale}</Text>}
      {!brief && (
        <div className={style.scroll} tabIndex={0} role="region" aria-label={t.allRules}>
          <Sentences sentences={broken ? base.sentences : sentences} narrow />
        </div>
      )}
    </>
  );
}
