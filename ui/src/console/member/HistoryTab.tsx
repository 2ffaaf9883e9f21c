import { Text } from '@mantine/core';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { useDoer } from '../common/doer';
import { Empty } from '../common/Empty';
import { More } from '../common/More';
import { type AuditLine, useAudit } from './queries';
import { membersWords, memberWords } from './words';

/** Our ids of what was done: nothing a reader can use. */
const INTERNAL = /\s*\badj_\w+/g;

/** Who changed what of a member, latest first. */
export function HistoryTab({ target }: { target: string }) {
  const t = useWords(memberWords);
  const format = useFormat();
  const doer = useDoer();
  const { query, rows } = useAudit(target);
  return (
    <Asked query={query}>
      {() => {
        if (rows.length === 0) return <Empty title={t.noHistory} about={t.noHistoryAbout} />;
        return (
          <>
            <DataTable
              label={t.tabs.history}
              rows={rows}
              rowKey={(line) => line.id}
              columns={[
                { key: 'what', head: t.what, cell: (line) => <What line={line} /> },
                { key: 'who', head: t.who, cell: ({ by }) => doer(by) },
                { key: 'when', head: t.when, minor: true, cell: ({ at }) => format.dateTime(at) },
              ]}
            />
            <More query={query} />
          </>
        );
      }}
    </Asked>
  );
}

function What({ line }: { line: AuditLine }) {
  const t = useWords(memberWords);
  const { fields } = useWords(membersWords);
  const format = useFormat();
  const known: Record<string, string> = t.actions;
  const names: Record<string, string> = { ...t.moreFields, ...fields };
  const changed = line.fields.map((field) => names[field] ?? field).join(', ');
  return (
    <>
      <Text component="span">{known[line.action] ?? line.action}</Text>
      {changed && (
        <Text component="span" c="dimmed">
          {': '}
          {changed}
        </Text>
      )}
      {line.note && (
        <Text size="sm" c="dimmed">
          {line.note.replace(INTERNAL, '')}
        </Text>
      )}
      <Text size="xs" c="dimmed" hiddenFrom="sm">
        {format.dateTime(line.at)}
      </Text>
    </>
  );
}
