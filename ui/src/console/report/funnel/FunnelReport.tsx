import { Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { Empty } from '../../common/Empty';
import { useStores } from '../../common/stores';
import { About } from '../About';
import { Choice, Choices } from '../Choices';
import { PATIENTLY } from '../queries';
import { useColumns } from '../useColumns';
import { type ReportAsked, sent, useReport } from '../useReport';
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
      <Choices>
        <Choice label={t.by} name="by" value={byWhat(asked)} words={BYS} said={t.bys} />
      </Choices>
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
  const { tile } = useReport();
  const t = useWords(funnelWords);
  return (
    <Stack gap="lg">
      <Steps row={funnel.all} />
      {!tile && <Rows funnel={funnel} by={by} />}
      <About text={t.about} asOf={funnel.as_of} />
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
  const { storeName } = useStores();
  const { count, share } = useColumns<Row>();
  const days = (value: number | null | undefined) => (value == null ? null : Math.round(value));
  return (
    <DataTable<Row>
      label={t.rows}
      rows={funnel.rows}
      rowKey={(row) => row.name ?? ''}
      columns={[
        { key: 'name', head: t.bys[by], cell: (row) => nameOf(row, by, storeName, t) },
        ...(by === 'store' && !funnel.segment
          ? [count('visits', t.visits, (row) => row.visits)]
          : []),
        count('joined', t.joined, (row) => row.joined),
        count('first', t.first, (row) => row.first),
        share('firstRate', t.ofJoined, (row) => row.first_rate),
        count('second', t.second, (row) => row.second),
        share('secondRate', t.ofFirst, (row) => row.second_rate),
        { ...count('toFirst', t.daysToFirst, (row) => days(row.days_to_first)), minor: true },
        { ...count('toSecond', t.daysToSecond, (row) => days(row.days_to_second)), minor: true },
      ]}
    />
  );
}
