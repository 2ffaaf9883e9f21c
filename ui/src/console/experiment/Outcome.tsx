import { Alert, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { ArmTable } from '../report/experiment/ArmTable';
import { IntervalPlot } from '../report/experiment/IntervalPlot';
import style from './Experiments.module.css';
import { type Experiment, type Reading, type Results, useResults } from './queries';
import { experimentsWords } from './words';

const READINGS = ['adjusted', 'plain', 'held'] as const;

/** What an experiment says: wrong sizes before all else, then whether it is time, then the metrics. */
export function Outcome({ experiment }: { experiment: Experiment }) {
  const query = useResults(experiment.id);
  return (
    <Asked query={query}>
      {(results) => <Loaded results={results} control={experiment.control} />}
    </Asked>
  );
}

function Loaded({ results, control }: { results: Results; control: string }) {
  const t = useWords(experimentsWords);
  const format = useFormat();
  const early = results.verdict === 'too_early';
  const alarm = results.verdict === 'sizes_wrong';
  const figures = <Metrics results={results} control={control} />;
  return (
    <section aria-label={t.results}>
      <Stack gap="md">
        <Alert
          color={alarm ? 'red' : early ? 'yellow' : 'blue'}
          role={alarm ? 'alert' : 'status'}
          data-testid="verdict"
        >
          {results.text}
        </Alert>
        <Sizes results={results} />
        {early ? (
          <details className={style.anyway}>
            <summary>{t.anyway}</summary>
            {figures}
          </details>
        ) : (
          figures
        )}
        {results.money && <Money results={results} earned={results.money} />}
        <Text size="sm" c="dimmed">
          {t.asOf(format.dateTime(results.as_of))}
          {'. '}
          {!results.sizes_wrong &&
            results.srm_p !== null &&
            t.sizesFit(format.number(Number(results.srm_p.toPrecision(2))))}
        </Text>
      </Stack>
    </section>
  );
}

/** What each arm earned more than the control, against what was spent. */
function Money({ results, earned }: { results: Results; earned: NonNullable<Results['money']> }) {
  const t = useWords(experimentsWords);
  const format = useFormat();
  const money = (amount: string | null | undefined) =>
    format.money(amount ?? null, results.currency);
  return (
    <div>
      <Title order={2}>{t.money}</Title>
      <Text c="dimmed" size="sm" mb="xs">
        {t.moneyAbout}
        {earned.cost_known === 0 && ` ${t.noCost}`}
      </Text>
      <DataTable
        label={t.money}
        rows={earned.arms}
        rowKey={({ arm }) => arm}
        columns={[
          { key: 'arm', head: t.arms, cell: ({ arm }) => arm },
          {
            key: 'revenue',
            head: t.moreRevenue,
            number: true,
            minor: true,
            cell: ({ revenue }) => money(revenue),
          },
          {
            key: 'margin',
            head: t.moreMargin,
            number: true,
            minor: true,
            cell: ({ margin }) => money(margin),
          },
          { key: 'cost', head: t.cost, number: true, cell: ({ cost }) => money(cost) },
          {
            key: 'net',
            head: t.netResult,
            number: true,
            cell: ({ net_result: net }) => money(net),
          },
          {
            key: 'roi',
            head: t.roi,
            number: true,
            cell: ({ roi }) => format.share(roi ?? null),
          },
        ]}
      />
    </div>
  );
}

function Sizes({ results }: { results: Results }) {
  const t = useWords(experimentsWords);
  const format = useFormat();
  return (
    <DataTable
      label={t.sizes}
      rows={results.arms}
      rowKey={({ arm }) => arm}
      columns={[
        { key: 'arm', head: t.arms, cell: ({ arm }) => arm },
        { key: 'parts', head: t.parts, number: true, cell: ({ parts }) => format.number(parts) },
        {
          key: 'assigned',
          head: t.assigned,
          number: true,
          cell: ({ assigned }) => format.number(assigned),
        },
        {
          key: 'counted',
          head: t.counted,
          number: true,
          cell: ({ counted }) => format.number(counted),
        },
      ]}
    />
  );
}

function Metrics({ results, control }: { results: Results; control: string }) {
  const t = useWords(experimentsWords);
  const [main, ...others] = results.metrics;
  return (
    <Stack gap="lg">
      {main && <Metric of={main} control={control} />}
      <div>
        <Title order={2}>{t.others}</Title>
        <Text c="dimmed" size="sm">
          {t.othersAbout}
        </Text>
      </div>
      {others.map((of) => (
        <Metric key={of.metric} of={of} control={control} />
      ))}
    </Stack>
  );
}

function Metric({ of, control }: { of: Reading; control: string }) {
  const t = useWords(experimentsWords);
  const there = READINGS.filter((reading) => of[reading] !== null);
  const [picked, setPicked] = useState<(typeof READINGS)[number]>(there[0] ?? 'plain');
  const analysis = of[picked] ?? of.plain;
  const title = of.decides ? `${t.metrics[of.metric]}: ${t.decides}` : t.metrics[of.metric];
  return (
    <div className={style.card}>
      <Stack gap="sm">
        <Title order={of.decides ? 2 : 3}>{title}</Title>
        {there.length > 1 && (
          <SegmentedControl
            size="xs"
            aria-label={t.reading}
            value={picked}
            onChange={(value) => setPicked(value as typeof picked)}
            data={there.map((value) => ({ value, label: t.readings[value] }))}
          />
        )}
        <IntervalPlot
          title={t.metrics[of.metric]}
          kind={analysis.kind}
          rows={analysis.arms.map((arm) => ({ name: arm.arm, arm }))}
        />
        <ArmTable
          analysis={analysis}
          control={control}
          label={`${t.metrics[of.metric]}: ${t.arms}`}
        />
      </Stack>
    </div>
  );
}
