import { SegmentedControl, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { Empty } from '../../common/Empty';
import { useStores } from '../../common/stores';
import { PATIENTLY } from '../queries';
import frameStyle from '../Report.module.css';
import { type ReportAsked, sent, useReport } from '../useReport';
import { reportWords } from '../words';
import style from './Funnel.module.css';
import { funnelWords } from './words';

type Schemas = components['schemas'];
type Funnel = Schemas['FunnelReport'];
type Row = Schemas['FunnelRow'];
type Words = (typeof funnelWords)['en'];

const BYS = ['source', 'store'] as const;
type By = (typeof BYS)[number];

const byWhat = ({ search }: ReportAsked): By => BYS.find((one) => one === search.by) ?? 'source';

function useFunnel(asked: ReportAsked) {
  const query = { ...sent(asked), by: byWhat(asked) };
  return useQuery({
    queryKey: ['reports', 'funnel', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/funnel', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** From the receipt to the second purchase, by where members came from. */
export function FunnelReport() {
  const t = useWords(funnelWords);
  const asked = useReport();
  const query = useFunnel(asked);
  return (
    <>
      <div className={frameStyle.choices}>
        <SegmentedControl
          size="xs"
          aria-label={t.by}
          value={byWhat(asked)}
          onChange={(by) => asked.change({ by })}
          data={BYS.map((value) => ({ value, label: t.bys[value] }))}
        />
      </div>
      <Asked query={query} waiting={<Skeleton height={420} />}>
        {(funnel) =>
          funnel.all.joined === 0 && !funnel.all.visits ? (
            <Empty title={t.empty} about={t.emptyAbout} />
          ) : (
            <Told funnel={funnel} by={byWhat(asked)} />
          )
        }
      </Asked>
    </>
  );
}

function Told({ funnel, by }: { funnel: Funnel; by: By }) {
  const t = useWords(funnelWords);
  const frame = useWords(reportWords);
  const format = useFormat();
  return (
    <Stack gap="lg">
      <Steps row={funnel.all} />
      <Rows funnel={funnel} by={by} />
      <Text size="sm" c="dimmed">
        {t.about} {frame.asOf(format.dateTime(funnel.as_of))}.
      </Text>
    </Stack>
  );
}

/** The steps, each as wide as its part of those who joined; receipts are counted apart. */
function Steps({ row }: { row: Row }) {
  const t = useWords(funnelWords);
  const format = useFormat();
  const steps = [
    { name: t.joined, count: row.joined, rate: null, about: null },
    {
      name: t.first,
      count: row.first,
      rate: row.first_rate,
      about: days(row.days_to_first, t.toFirst, format),
    },
    {
      name: t.second,
      count: row.second,
      rate: row.second_rate,
      about: days(row.days_to_second, t.toSecond, format),
    },
  ];
  return (
    <section className={style.funnel} aria-label={t.title}>
      <Title order={2}>{t.title}</Title>
      {row.visits != null && (
        <p className={style.visits}>
          <b>{format.number(row.visits)}</b> {t.visitsSay(format.share(row.joined_rate))}
        </p>
      )}
      {steps.map(({ name, count, rate, about }) => (
        <div key={name} className={style.step}>
          <div className={style.head}>
            <span>{name}</span>
            <b>{format.number(count)}</b>
            {rate != null && <span className={style.rate}>{format.share(rate)}</span>}
          </div>
          <progress
            className={style.bar}
            value={count}
            max={Math.max(row.joined, 1)}
            aria-label={name}
          />
          {about && <div className={style.about}>{about}</div>}
        </div>
      ))}
    </section>
  );
}

function days(
  count: number | null | undefined,
  say: (count: string) => string,
  format: ReturnType<typeof useFormat>,
): string | null {
  return count == null ? null : say(format.number(Math.round(count)));
}

function nameOf(
  row: Row,
  by: By,
  storeName: (id: string | null | undefined) => string | null,
  t: Words,
): string {
  if (by === 'store') return storeName(row.name) ?? t.noStore;
  if (!row.name) return t.noSource;
  return (t.sources as Record<string, string>)[row.name] ?? row.name;
}

function Rows({ funnel, by }: { funnel: Funnel; by: By }) {
  const t = useWords(funnelWords);
  const format = useFormat();
  const { storeName } = useStores();
  const count = (of: (row: Row) => number | null | undefined) => (row: Row) => {
    const told = of(row);
    return told == null ? '—' : format.number(told);
  };
  const share = (of: (row: Row) => number | null | undefined) => (row: Row) =>
    format.share(of(row) ?? null);
  const visits = {
    key: 'visits',
    head: t.visits,
    number: true,
    cell: count((row) => row.visits),
  };
  return (
    <DataTable<Row>
      label={t.rows}
      rows={funnel.rows}
      rowKey={(row) => row.name ?? ''}
      columns={[
        { key: 'name', head: t.bys[by], cell: (row) => nameOf(row, by, storeName, t) },
        ...(by === 'store' && !funnel.segment ? [visits] : []),
        { key: 'joined', head: t.joined, number: true, cell: count((row) => row.joined) },
        { key: 'first', head: t.first, number: true, cell: count((row) => row.first) },
        { key: 'firstRate', head: t.ofJoined, number: true, cell: share((row) => row.first_rate) },
        { key: 'second', head: t.second, number: true, cell: count((row) => row.second) },
        {
          key: 'secondRate',
          head: t.ofFirst,
          number: true,
          cell: share((row) => row.second_rate),
        },
        {
          key: 'toFirst',
          head: t.daysToFirst,
          number: true,
          minor: true,
          cell: count((row) => (row.days_to_first == null ? null : Math.round(row.days_to_first))),
        },
        {
          key: 'toSecond',
          head: t.daysToSecond,
          number: true,
          minor: true,
          cell: count((row) =>
            row.days_to_second == null ? null : Math.round(row.days_to_second),
          ),
        },
      ]}
    />
  );
}
