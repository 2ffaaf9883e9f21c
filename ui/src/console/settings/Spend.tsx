import { Button, Group, Stack, Title, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { periods } from '../../format/periods';
import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { SidePanel } from '../common/Dialog';
import { useDoer } from '../common/doer';
import { Drop } from '../common/Drop';
import { Empty } from '../common/Empty';
import { LinkButton } from '../common/LinkButton';
import { useMoney } from '../common/money';
import { More } from '../common/More';
import { after, usePaged } from '../common/paged';
import { useMay } from '../session/session';
import { PartHead } from './Part';
import style from './Settings.module.css';
import { SpendForm } from './SpendForm';
import { spendWords } from './spendWords';
import { settingsWords } from './words';

type Entry = components['schemas']['Spend'];

/** Money spent on customers: its entries, and what they come to by month. */
export function Spend() {
  const t = useWords(spendWords);
  const s = useWords(settingsWords);
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const { query, rows } = usePaged(['spend', 'list'], (cursor) =>
    answer(api.GET('/v1/spend', { params: { query: { limit: 100, ...after(cursor) } } })),
  );
  const add = may('reports:write') && (
    <Group gap="xs">
      {may('imports:write') && (
        <LinkButton variant="default" to="/settings/$part" params={{ part: 'imports' }}>
          {t.import}
        </LinkButton>
      )}
      <Button onClick={() => setAdding(true)}>{t.add}</Button>
    </Group>
  );
  return (
    <>
      <PartHead title={s.parts.spend} about={t.about}>
        {add}
      </PartHead>
      <Asked query={query}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t.empty} about={t.emptyAbout} action={add} />
          ) : (
            <Stack>
              <Months />
              <Title order={3}>{t.list}</Title>
              <Entries rows={rows} />
            </Stack>
          )
        }
      </Asked>
      <More query={query} />
      <SidePanel opened={adding} onClose={() => setAdding(false)} title={t.add}>
        {adding && <SpendForm done={() => setAdding(false)} />}
      </SidePanel>
    </>
  );
}

/** What was spent each month, for what. */
function Months() {
  const t = useWords(spendWords);
  const { language } = useLanguage();
  const period = useMemo(() => periods(language), [language]);
  const money = useMoney();
  const query = useQuery({
    queryKey: ['spend', 'months'],
    queryFn: () => answer(api.GET('/v1/spend/months')),
  });
  return (
    <>
      <Title order={3}>{t.months}</Title>
      <Asked query={query}>
        {({ items }) => (
          <DataTable
            label={t.months}
            rows={items}
            rowKey={({ month }) => month}
            columns={[
              { key: 'month', head: t.month, cell: ({ month }) => period(month) },
              {
                key: 'acquisition',
                head: t.purposes.acquisition,
                cell: ({ acquisition }) => money(acquisition),
                number: true,
                minor: true,
              },
              {
                key: 'keeping',
                head: t.purposes.keeping,
                cell: ({ keeping }) => money(keeping),
                number: true,
                minor: true,
              },
              {
                key: 'contacts',
                head: t.purposes.contacts,
                cell: ({ contacts }) => money(contacts),
                number: true,
                minor: true,
              },
              { key: 'total', head: t.total, cell: ({ total }) => money(total), number: true },
            ]}
          />
        )}
      </Asked>
    </>
  );
}

function Entries({ rows }: { rows: Entry[] }) {
  const t = useWords(spendWords);
  const format = useFormat();
  const money = useMoney();
  const doer = useDoer();
  const may = useMay();
  // Each day stays whole where the column is narrow.
  const days = ({ from, to }: Entry) => (
    <>
      <span className={style.day}>{format.date(from)}</span>
      {from !== to && (
        <>
          {' – '}
          <span className={style.day}>{format.date(to)}</span>
        </>
      )}
    </>
  );
  return (
    <DataTable
      label={t.list}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'days', head: t.days, cell: days },
        { key: 'purpose', head: t.purpose, cell: ({ purpose }) => t.purposes[purpose] },
        { key: 'source', head: t.source, cell: ({ source }) => source, minor: true },
        { key: 'label', head: t.label, cell: ({ label }) => label, minor: true },
        { key: 'note', head: t.note, cell: ({ note }) => note, minor: true },
        { key: 'by', head: t.by, cell: ({ by }) => doer(by), minor: true },
        { key: 'amount', head: t.amount, cell: ({ amount }) => money(amount), number: true },
        ...(may('reports:write')
          ? [
              {
                key: 'drop',
                head: <VisuallyHidden>{t.drop}</VisuallyHidden>,
                cell: (entry: Entry) => <Gone entry={entry} />,
              },
            ]
          : []),
      ]}
    />
  );
}

/** Takes an entry back. */
function Gone({ entry }: { entry: Entry }) {
  const t = useWords(spendWords);
  const money = useMoney();
  const queries = useQueryClient();
  const params = { path: { id: entry.id } };
  const drop = useMutation({
    mutationFn: () => answer(api.DELETE('/v1/spend/{id}', { params })),
  });
  return (
    <Drop
      size="compact-sm"
      label={t.drop}
      ask={t.dropAsk}
      about={t.dropAbout(money(entry.amount))}
      drop={drop}
      done={() => void queries.invalidateQueries({ queryKey: ['spend'] })}
    />
  );
}
