import { Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { compare, negative } from '../../../format/decimal';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { Empty } from '../../common/Empty';
import { About } from '../About';
import { PATIENTLY } from '../queries';
import { type ReportAsked, useReport } from '../useReport';
import { settlementWords } from './words';

type Schemas = components['schemas'];
type Settlement = Schemas['SettlementReport'];
type Row = Schemas['SettlementRow'];

function useSettlement({ span }: ReportAsked) {
  const query = { ...(span.from ? { from: span.from } : {}), to: span.to };
  return useQuery({
    queryKey: ['reports', 'settlement', query],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/reports/settlement', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** What partners of a coalition and the program owe one another. */
export function SettlementReport() {
  const t = useWords(settlementWords);
  const query = useSettlement(useReport());
  return (
    <Asked query={query} waiting={<Skeleton height={320} />}>
      {(settlement) =>
        settlement.rows.length === 0 ? (
          <Empty title={t.empty} about={t.emptyAbout} />
        ) : (
          <Told settlement={settlement} />
        )
      }
    </Asked>
  );
}

function Told({ settlement }: { settlement: Settlement }) {
  const t = useWords(settlementWords);
  return (
    <Stack gap="lg">
      <Title order={2}>{t.title}</Title>
      <Partners settlement={settlement} />
      <Title order={2}>{t.sums}</Title>
      <Sums settlement={settlement} />
      <About text={t.about} asOf={settlement.as_of} />
    </Stack>
  );
}

function Partners({ settlement: { rows, currency } }: { settlement: Settlement }) {
  const t = useWords(settlementWords);
  const { language } = useLanguage();
  const format = useFormat();
  const points = (key: string, head: string, of: (row: Row) => string) => ({
    key,
    head,
    number: true,
    cell: (row: Row) => format.number(of(row)),
  });
  const money = (key: string, head: string, of: (row: Row) => string) => ({
    key,
    head,
    number: true,
    cell: (row: Row) => format.money(of(row), currency),
  });
  return (
    <DataTable<Row>
      label={t.title}
      rows={rows}
      rowKey={(row) => `${row.partner} ${row.unit}`}
      columns={[
        { key: 'partner', head: t.partner, cell: (row) => row[language] },
        { key: 'unit', head: t.unit, cell: (row) => row.unit, minor: true },
        points('given', t.given, (row) => row.given),
        { ...points('takenBack', t.takenBack, (row) => row.taken_back), minor: true },
        points('spent', t.spent, (row) => row.spent),
        { ...points('givenBack', t.givenBack, (row) => row.given_back), minor: true },
        { ...points('expired', t.expired, (row) => row.expired), minor: true },
        money('owes', t.owes, (row) => row.due_from),
        money('isOwed', t.isOwed, (row) => row.due_to),
        {
          key: 'net',
          head: t.net,
          number: true,
          cell: (row) => <Net of={row.net} {...{ currency }} />,
        },
      ]}
    />
  );
}

/** Who pays in the end, in words: a sign alone can be read both ways. */
function Net({ of, currency }: { of: string; currency: string }) {
  const t = useWords(settlementWords);
  const format = useFormat();
  const sign = compare(of, '0');
  if (sign === 0) return t.even;
  return sign > 0
    ? t.pays(format.money(of, currency))
    : t.isPaid(format.money(negative(of), currency));
}

/** What partners pay stands in two accounts of the program, and nothing is left over. */
function Sums({ settlement }: { settlement: Settlement }) {
  const t = useWords(settlementWords);
  const format = useFormat();
  const rows = (['net', 'clearing', 'breakage', 'difference'] as const).map((name) => ({
    name: name === 'net' ? t.all : t[name],
    amount: settlement[name],
  }));
  return (
    <DataTable<(typeof rows)[number]>
      label={t.sums}
      rows={rows}
      rowKey={(row) => row.name}
      columns={[
        { key: 'name', head: '', cell: (row) => row.name },
        {
          key: 'amount',
          head: settlement.currency,
          number: true,
          cell: (row) => format.money(row.amount, settlement.currency),
        },
      ]}
    />
  );
}
