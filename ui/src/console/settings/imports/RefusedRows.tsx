import { Anchor, Group, Text, Title } from '@mantine/core';

import { answer, api } from '../../../api/client';
import { useLanguage, useWords } from '../../../i18n/language';
import { queryText } from '../../common/address';
import { Asked } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { More } from '../../common/More';
import { after, usePaged } from '../../common/paged';
import style from './Imports.module.css';
import { importWords } from './words';

/** Rows that were not imported, with the reason of each. */
export function RefusedRows({ id, count }: { id: string; count: number }) {
  const t = useWords(importWords);
  const { format, language } = useLanguage();
  const { query, rows } = usePaged(['imports', id, 'refused', language], (cursor) =>
    answer(
      api.GET('/v1/imports/{id}/refused', {
        params: { path: { id }, query: { limit: 100, ...after(cursor) } },
      }),
    ),
  );
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <div>
          <Title order={3}>{t.refused}</Title>
          <Text c="dimmed">{t.refusedAbout(format.number(rows.length), format.number(count))}</Text>
        </div>
        <Anchor href={`/v1/imports/${id}/refused.csv${queryText({ language })}`} download>
          {t.download}
        </Anchor>
      </Group>
      <Asked query={query}>
        {() => (
          <DataTable
            label={t.refused}
            rows={rows}
            rowKey={(row) => `${row.line} ${row.column ?? ''} ${row.reason}`}
            columns={[
              { key: 'line', head: t.line, cell: (row) => row.line, number: true },
              { key: 'column', head: t.column, cell: (row) => row.column },
              { key: 'reason', head: t.reason, cell: (row) => row.reason },
              {
                key: 'row',
                head: t.row,
                cell: (row) => <div className={style.cut}>{row.row.join(' · ')}</div>,
                minor: true,
              },
            ]}
          />
        )}
      </Asked>
      <More query={query} />
    </div>
  );
}
