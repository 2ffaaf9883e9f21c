import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useWords } from '../../../i18n/language';
import { type Column, DataTable } from '../../common/DataTable';
import { useDoer } from '../../common/doer';
import { useStores } from '../../common/stores';
import { experimentsWords } from '../../experiment/words';
import { ArmTable } from '../../report/experiment/ArmTable';
import { IntervalPlot } from '../../report/experiment/IntervalPlot';
import { useMay } from '../../session/session';
import style from '../Program.module.css';
import { programWords } from '../words';
import type { Comparison, Rollout, Side, To } from './asks';
import { WidenDialog } from './WidenDialog';
import { WithdrawDialog } from './WithdrawDialog';
import { rolloutWords } from './words';

interface Props {
  rollout: Rollout;
  /** The program's clocks. */
  zone: string | undefined;
}

/** A version that is rolled out, or was the last to be: to whom, what came of it, and what can be done with it. */
export function RolloutCard({ rollout, zone }: Props) {
  const t = useWords(rolloutWords);
  const may = useMay();
  const whom = useWhom();
  const [asked, setAsked] = useState<'widen' | 'withdraw' | null>(null);
  const close = () => setAsked(null);
  return (
    <section aria-label={t.title} className={style.rollout}>
      <Group justify="space-between" align="flex-start">
        <div>
          <Group gap="xs">
            <Title order={2}>{t.of(rollout.version)}</Title>
            <Badge size="sm" radius="sm" variant="light" color={rollout.running ? 'blue' : 'gray'}>
              {rollout.running ? t.running : t.over}
            </Badge>
          </Group>
          {rollout.to && <Text>{t.decides(whom(rollout.to), rollout.beside)}</Text>}
        </div>
        {rollout.running && may('programs:write') && (
          <Group gap="xs">
            <Button size="xs" onClick={() => setAsked('widen')}>
              {t.widen}
            </Button>
            <Button size="xs" variant="default" onClick={() => setAsked('withdraw')}>
              {t.withdraw}
            </Button>
          </Group>
        )}
      </Group>
      <Steps rollout={rollout} zone={zone} />
      {rollout.comparison ? (
        <Compared rollout={rollout} of={rollout.comparison} />
      ) : (
        <Text c="dimmed">{rollout.running ? t.notYet : t.never}</Text>
      )}
      {asked === 'widen' && <WidenDialog rollout={rollout} close={close} />}
      {asked === 'withdraw' && <WithdrawDialog rollout={rollout} close={close} />}
    </section>
  );
}

/** Whom a version decides for, in words. */
export function useWhom(): (to: To) => string {
  const t = useWords(rolloutWords);
  const format = useFormat();
  const { storeName } = useStores();
  return ({ stores, segment, percent }) => {
    if (stores) return t.atStores(stores.map((id) => storeName(id) ?? id).join('; '));
    if (segment) return t.ofSegment(segment);
    return t.share(format.number(percent ?? 0));
  };
}

function Steps({ rollout, zone }: Props) {
  const t = useWords(rolloutWords);
  const format = useFormat();
  const doer = useDoer();
  const whom = useWhom();
  return (
    <ul className={style.steps}>
      {rollout.steps.map((step) => (
        <li key={step.id}>
          <Text size="sm" span>
            {format.moment(step.live_at, zone)}: {t.kinds[step.kind]}
            {step.to && ` — ${whom(step.to)}`}
          </Text>{' '}
          <Text size="xs" c="dimmed" span>
            {doer(step.said_by)}
            {step.note && `: ${step.note}`}
          </Text>
        </li>
      ))}
    </ul>
  );
}

function Compared({ rollout, of }: { rollout: Rollout; of: Comparison }) {
  const t = useWords(rolloutWords);
  const metric = useWords(experimentsWords).metrics;
  const words = useWords(programWords);
  const columns = useColumns(of.currency);
  const control = words.version(rollout.beside);
  const metrics = of.metrics.map((found) => ({
    ...found,
    title: metric[found.metric as keyof typeof metric],
    arms: found.arms.map((arm) => ({ ...arm, arm: words.version(rollout.version) })),
  }));
  return (
    <Stack gap="sm">
      <DataTable
        label={t.bought}
        columns={columns}
        rows={[of.standing, of.new]}
        rowKey={(side) => String(side.version)}
      />
      <Text size="sm" c="dimmed">
        {of.text}
      </Text>
      {metrics.length > 0 && (
        <details>
          <summary>{t.differences}</summary>
          <Stack gap="lg" mt="sm">
            {metrics.map((found) => (
              <div key={found.metric}>
                <Title order={3}>{found.title}</Title>
                <IntervalPlot
                  title={found.title}
                  kind={found.kind}
                  rows={found.arms.map((arm) => ({ name: arm.arm, arm }))}
                />
                <ArmTable
                  analysis={found}
                  control={control}
                  label={`${found.title}: ${t.differences}`}
                />
              </div>
            ))}
          </Stack>
        </details>
      )}
    </Stack>
  );
}

function useColumns(currency: string): Column<Side>[] {
  const t = useWords(rolloutWords);
  const words = useWords(programWords);
  const format = useFormat();
  return [
    { key: 'version', head: words.choose, cell: ({ version }) => words.version(version) },
    {
      key: 'members',
      head: t.members,
      number: true,
      cell: ({ members }) => format.number(members),
    },
    {
      key: 'purchases',
      head: t.purchases,
      number: true,
      cell: ({ purchases }) => format.number(purchases),
    },
    {
      key: 'revenue',
      head: t.revenue,
      number: true,
      cell: ({ revenue }) => format.money(revenue, currency),
    },
    {
      key: 'average',
      head: t.average,
      number: true,
      cell: ({ average }) => format.money(average, currency),
    },
    {
      key: 'discount',
      head: t.discount,
      number: true,
      minor: true,
      cell: ({ discount }) => format.money(discount, currency),
    },
    {
      key: 'points',
      head: t.points,
      number: true,
      minor: true,
      cell: ({ points }) =>
        points
          .map(({ unit, issued, redeemed }) =>
            t.moved(unit, format.number(issued), format.number(redeemed)),
          )
          .join('; '),
    },
  ];
}
