import { Button, Group, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked, Rows } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { memberName } from '../../common/member';
import { commonWords } from '../../common/words';
import { useMay } from '../../session/session';
import { type Rfm, rfmFile, useRfmMembers } from '../queries';
import { useReport } from '../useReport';
import type { Who } from './map';
import { SaveWho } from './SaveWho';
import style from './Rfm.module.css';
import { rfmWords } from './words';

type Row = NonNullable<Rfm['each']>[number];

interface Props {
  who: Who;
  title: string;
  /** How many the map has of them. */
  count: number;
  close: () => void;
}

/** Those of the map who were chosen, those who paid most first. */
export function Members({ who, title, count, close }: Props) {
  const t = useWords(rfmWords);
  const common = useWords(commonWords);
  const format = useFormat();
  const may = useMay();
  const asked = useReport();
  const query = useRfmMembers(asked, who);
  return (
    <section className={style.card} aria-label={title}>
      <Group justify="space-between" gap="xs" mb={4}>
        <div>
          <Title order={2}>{title}</Title>
          <Text size="sm" c="dimmed">
            {t.membersShort}: {format.number(count)}. {t.topAbout}
          </Text>
        </div>
        <Group gap="xs">
          {may('members:export') && (
            <Button component="a" size="xs" variant="default" href={rfmFile(asked, who)} download>
              {t.file}
            </Button>
          )}
          <Button size="xs" variant="subtle" onClick={close}>
            {common.close}
          </Button>
        </Group>
      </Group>
      <Asked query={query} waiting={<Rows count={5} />}>
        {({ each, currency }) => (
          <DataTable<Row>
            label={`${title}: ${t.topAbout}`}
            rows={each ?? []}
            rowKey={({ member }) => member}
            href={({ member }) => (may('members:read') ? `/members/${member}` : null)}
            columns={[
              { key: 'member', head: t.member, cell: (row) => <Called row={row} /> },
              { key: 'last', head: t.last, cell: ({ last }) => format.date(last) },
              {
                key: 'frequency',
                minor: true,
                head: t.purchases,
                number: true,
                cell: ({ frequency }) => format.number(frequency),
              },
              {
                key: 'monetary',
                head: t.paid,
                number: true,
                cell: ({ monetary }) => format.money(monetary, currency),
              },
              {
                key: 'cell',
                head: 'R·F·M',
                minor: true,
                number: true,
                cell: ({ r, f, m }) => `${r}·${f}·${m}`,
              },
            ]}
          />
        )}
      </Asked>
      {may('segments:write') && count > 0 && <SaveWho who={who} title={title} count={count} />}
    </section>
  );
}

/** A member by name for who may see names. */
function Called({ row }: { row: Row }) {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['members', 'name', row.member],
    queryFn: () => answer(api.GET('/v1/members/{id}', { params: { path: { id: row.member } } })),
    enabled: may('members:read'),
    staleTime: 5 * 60_000,
  });
  return data ? memberName(data) : (row.external_id ?? row.member);
}
