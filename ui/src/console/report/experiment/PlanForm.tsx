import { SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

import { useFormat, useWords } from '../../../i18n/language';
import { ErrorNote } from '../../common/ErrorNote';
import style from './Experiment.module.css';
import { planOf, type Typed } from './plan';
import { usePlan } from './queries';
import { experimentWords } from './words';

const PAUSE_MS = 250;

/** What people plan with most: a share of five percent, a tenth of control. */
const FIRST: Typed = {
  kind: 'share',
  baseline: '5',
  deviation: '',
  lift: '10',
  units: '',
  control: '10',
  correlation: '',
};

/** How many members an experiment takes, before it begins. */
export function PlanForm() {
  const t = useWords(experimentWords);
  const [typed, setTyped] = useState(FIRST);
  const [still] = useDebouncedValue(typed, PAUSE_MS);
  const input = (field: keyof Omit<Typed, 'kind'>, label: string) => (
    <TextInput
      size="xs"
      label={label}
      inputMode="decimal"
      value={typed[field]}
      onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
    />
  );
  return (
    <section className={style.card} aria-label={t.plan}>
      <Stack gap="sm">
        <div>
          <Title order={2}>{t.plan}</Title>
          <Text c="dimmed" size="sm">
            {t.planAbout}
          </Text>
        </div>
        <SegmentedControl
          size="xs"
          aria-label={t.planKind}
          value={typed.kind}
          onChange={(kind) =>
            setTyped({ ...typed, kind: kind as Typed['kind'], baseline: '', deviation: '' })
          }
          data={(['share', 'mean'] as const).map((value) => ({
            value,
            label: t.planKinds[value],
          }))}
        />
        <div className={style.pair}>
          {input('baseline', typed.kind === 'share' ? t.baselineShare : t.baselineMean)}
          {typed.kind === 'mean' && input('deviation', t.deviation)}
          {input('control', t.controlShare)}
          {input('lift', t.liftWanted)}
          {input('units', t.units)}
          {input('correlation', t.correlation)}
        </div>
        <Answer typed={still} />
        <Text c="dimmed" size="xs">
          {t.planUsual}
        </Text>
      </Stack>
    </section>
  );
}

function Answer({ typed }: { typed: Typed }) {
  const t = useWords(experimentWords);
  const format = useFormat();
  const body = planOf(typed);
  const { data, error } = usePlan(body);
  if (body === null) return <Text c="dimmed">{t.fill}</Text>;
  if (error) return <ErrorNote error={error} />;
  if (!data) return null;
  const units = format.number(body.units ?? null);
  const { units_needed: all, control_needed: control, detectable_lift: lift } = data;
  return (
    <div className={style.answer} role="status">
      {all !== null && control !== null && (
        <p>{t.needs(format.number(all), format.number(control))}</p>
      )}
      {body.units !== undefined && (
        <p>{lift === null ? t.seesNothing(units) : t.sees(units, format.share(lift))}</p>
      )}
    </div>
  );
}
