import { Badge, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { answer, api } from '../../../api/client';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { DataTable } from '../../common/DataTable';
import { StoreSelect } from '../../common/StoreSelect';
import { useStores } from '../../common/stores';
import { useMay } from '../../session/session';
import { About } from '../About';
import { Choice, Choices } from '../Choices';
import { NoPurchases } from '../NoPurchases';
import { PATIENTLY } from '../queries';
import { ReportPlot } from '../ReportPlot';
import { useColumns } from '../useColumns';
import { type ReportAsked, sent, useReport } from '../useReport';
import { type Alert, drawn, type Identification, type Row } from './draw';
import { Targets } from './Targets';
import { identificationWords } from './words';

const BYS = ['store', 'till', 'cashier', 'day'] as const;
type By = (typeof BYS)[number];

/** More days than these are read in the plot, and in its table. */
const MONTH = 31;

const byWhat = ({ search }: ReportAsked): By => BYS.find((one) => one === search.by) ?? 'store';

function useIdentification(asked: ReportAsked) {
  const { segment: _, ...days } = sent(asked);
  const { store } = asked.search;
  const query = { ...days, by: byWhat(asked), ...(store ? { store } : {}) };
  return useQuery({
    queryKey: ['reports', 'identification', query],
    queryFn: ({ signal }) =>
      answer(api.GET('/v1/reports/identification', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** Which receipts have a member, against the targets, and who joined. */
export function IdentificationReport() {
  const t = useWords(identificationWords);
  const asked = useReport();
  const query = useIdentification(asked);
  return (
    <>
      <Choices>
        <Choice label={t.by} name="by" value={byWhat(asked)} words={BYS} said={t.bys} />
        <StoreSelect
          size="xs"
          w={200}
          aria-label={t.store}
          placeholder={t.allStores}
          value={asked.search.store ?? ''}
          onChange={(store) => asked.change({ store: store || undefined })}
        />
        <SetTargets />
      </Choices>
      <Asked query={query} waiting={<Skeleton height={420} />}>
        {(found) =>
          found.rows.length === 0 && found.alerts.length === 0 ? (
            <NoPurchases />
          ) : (
            <Told found={found} by={byWhat(asked)} />
          )
        }
      </Asked>
    </>
  );
}

function SetTargets() {
  const t = useWords(identificationWords);
  const may = useMay();
  const [opened, setOpened] = useState(false);
  if (!may('reports:write')) return null;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpened(true)}>
        {t.targets}
      </Button>
      <Targets opened={opened} close={() => setOpened(false)} />
    </>
  );
}

function Told({ found, by }: { found: Identification; by: By }) {
  const t = useWords(identificationWords);
  const format = useFormat();
  const { storeName } = useStores();
  const plot = useMemo(
    () => drawn(found, (row) => rowName(row, by, storeName, format, t), { t, format, by }),
    [found, by, storeName, format, t],
  );
  const { all } = found;
  const { tile } = useReport();
  return (
    <Stack gap="lg">
      <Text size="md">
        {t.says(
          format.share(all.identification),
          format.number(all.identified),
          format.number(all.receipts),
        )}{' '}
        {all.target != null && all.reached != null && (
          <>{(all.reached ? t.reached : t.missed)(format.share(all.target / 100))} </>
        )}
        {t.joinedSays(format.number(all.joined))}
      </Text>
      {!tile && <Alerts alerts={found.alerts} />}
      {plot && <ReportPlot title={t.share} height={plot.height} {...plot.drawn} />}
      {!tile && (by !== 'day' || found.rows.length <= MONTH) && <Rows found={found} by={by} />}
      <About text={t.about} asOf={found.as_of} />
    </Stack>
  );
}

function rowName(
  row: Row,
  by: By,
  storeName: (id: string | null | undefined) => string | null,
  format: ReturnType<typeof useFormat>,
  t: (typeof identificationWords)['en'],
): string {
  if (by === 'day') return format.date(row.day);
  const store = storeName(row.store) ?? t.noStore;
  if (by === 'store') return store;
  const who = by === 'till' ? row.till : row.cashier;
  return `${store} · ${who ? t.who[by](who) : t.nobody[by]}`;
}

function Alerts({ alerts }: { alerts: Alert[] }) {
  const t = useWords(identificationWords);
  const format = useFormat();
  const { storeName } = useStores();
  const asked = useReport();
  if (alerts.length === 0) return null;
  return (
    <section aria-label={t.alerts}>
      <Title order={2} mb="xs">
        {t.alerts}
      </Title>
      <Stack gap={6}>
        {alerts.map((alert) => (
          <Text key={alert.store}>
            <Badge color="var(--wait-soft)" c="var(--wait)" mr={8}>
              {format.share(alert.identification)}
            </Badge>
            <Button
              variant="transparent"
              size="compact-sm"
              px={0}
              onClick={() => asked.change({ store: alert.store, by: 'day' })}
            >
              {storeName(alert.store)}
            </Button>
            {': '}
            {alert.kind === 'fell'
              ? t.fell(format.share(alert.before))
              : t.under(format.share((alert.target ?? 0) / 100))}
          </Text>
        ))}
      </Stack>
      <Text size="sm" c="dimmed" mt="xs">
        {t.alertsAbout}
      </Text>
    </section>
  );
}

function Rows({ found, by }: { found: Identification; by: By }) {
  const t = useWords(identificationWords);
  const format = useFormat();
  const { storeName } = useStores();
  const { count, share } = useColumns<Row>();
  const name = (row: Row) => rowName(row, by, storeName, format, t);
  return (
    <DataTable<Row>
      label={t.rows}
      rows={found.rows}
      rowKey={(row) => [row.store, row.till, row.cashier, row.day].join('/')}
      columns={[
        { key: 'name', head: t.bys[by], cell: name },
        {
          key: 'share',
          head: t.shareShort,
          number: true,
          cell: (row) => (
            <Text span fw={550} {...(row.reached === false ? { c: 'var(--harm)' } : {})}>
              {format.share(row.identification)}
            </Text>
          ),
        },
        share('target', t.target, (row) => (row.target == null ? null : row.target / 100)),
        count('identified', t.identified, (row) => row.identified),
        count('receipts', t.receipts, (row) => row.receipts),
        count('joined', t.joined, (row) => row.joined),
        {
          key: 'sales',
          head: t.sales,
          number: true,
          minor: true,
          cell: (row) => format.wholeMoney(row.sales, found.currency),
        },
      ]}
    />
  );
}
