import { Stack, Text, Title } from '@mantine/core';

import { useFormat, useWords } from '../../../i18n/language';
import { DataTable } from '../../common/DataTable';
import { useMay } from '../../session/session';
import { MemberLabel } from '../MemberLabel';
import type { Clv, Forecast } from './queries';
import { clvWords } from './words';

/** Of whom most is expected. */
export function Top({ clv }: { clv: Clv }) {
  const t = useWords(clvWords);
  const format = useFormat();
  const may = useMay()('members:read');
  const rows = clv.each ?? [];
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs" component="section">
      <Title order={2}>{t.top}</Title>
      <DataTable<Forecast>
        label={t.top}
        rows={rows}
        rowKey={({ member }) => member}
        {...(may ? { href: ({ member }: Forecast) => `/members/${member}` } : {})}
        columns={[
          {
            key: 'member',
            head: t.member,
            cell: (row) =>
              may ? (
                <MemberLabel id={row.member} until={row.external_id} />
              ) : (
                (row.external_id ?? row.member)
              ),
          },
          {
            key: 'value',
            head: t.value,
            number: true,
            cell: ({ value }) => format.wholeMoney(value, clv.currency),
          },
          {
            key: 'purchases',
            head: t.purchases,
            number: true,
            cell: ({ purchases }) => format.number(Number(purchases.toFixed(1))),
          },
          {
            key: 'spend',
            head: t.spend,
            number: true,
            minor: true,
            cell: ({ spend }) => format.wholeMoney(spend, clv.currency),
          },
          {
            key: 'alive',
            head: t.alive,
            number: true,
            cell: ({ alive }) => format.share(alive),
          },
          {
            key: 'churn',
            head: t.churn,
            number: true,
            minor: true,
            cell: ({ churn }) => format.share(churn),
          },
          {
            key: 'last',
            head: t.last,
            number: true,
            minor: true,
            cell: ({ last }) => format.date(last),
          },
          {
            key: 'next',
            head: `${t.next} *`,
            number: true,
            minor: true,
            cell: ({ next_purchase: next }) => format.date(next),
          },
        ]}
      />
      <Text size="xs" c="dimmed" visibleFrom="sm">
        * {t.nextAbout}
      </Text>
    </Stack>
  );
}
