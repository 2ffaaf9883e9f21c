import { Text } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { Figures } from './Figures';
import style from './Program.module.css';
import { type Change, groupOf, type Run, wordsChanged } from './sentences';
import { fileWords, programWords, versionWords } from './words';

/** Rules that are not as they were: before above, after below, with the words that differ marked. */
export function Changes({ changes }: { changes: Change[] }) {
  const t = useWords(versionWords);
  if (changes.length === 0) return <Text c="dimmed">{t.noChanges}</Text>;
  return (
    <ul className={style.changes}>
      {changes.map((change, at) => (
        <Changed key={`${at} ${change.id}`} change={change} />
      ))}
    </ul>
  );
}

function Changed({ change }: { change: Change }) {
  const t = useWords(fileWords);
  const groups = useWords(programWords).groups;
  const kinds = { added: t.addedRule, removed: t.removedRule, changed: t.changedRule };
  const kind = kinds[change.kind as keyof typeof kinds] ?? change.kind;
  const [old, now] =
    change.before !== null && change.after !== null
      ? wordsChanged(change.before, change.after)
      : [whole(change.before), whole(change.after)];
  return (
    <li className={style.change}>
      <div className={style.changeHead}>
        <span>
          {groups[groupOf(change.group)]} · {kind}
        </span>
        <code className={style.ruleId}>{change.id}</code>
      </div>
      {old.length > 0 && (
        <del className={style.before} aria-label={t.before}>
          <Runs runs={old} />
        </del>
      )}
      {now.length > 0 && (
        <ins className={style.after} aria-label={t.after}>
          <Runs runs={now} />
        </ins>
      )}
    </li>
  );
}

function whole(text: string | null): Run[] {
  return text === null ? [] : [{ text, changed: false }];
}

function Runs({ runs }: { runs: Run[] }) {
  return runs.map((run, at) =>
    run.changed ? (
      <mark key={at} className={style.mark}>
        {run.text}
      </mark>
    ) : (
      <Figures key={at} text={run.text} />
    ),
  );
}
