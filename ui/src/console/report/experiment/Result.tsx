import { Alert, Stack, Text, Title } from '@mantine/core';

import { useFormat, useWords } from '../../../i18n/language';
import { ArmTable } from './ArmTable';
import style from './Experiment.module.css';
import { useFigures } from './figures';
import { IntervalPlot } from './IntervalPlot';
import { PartTable } from './PartTable';
import {
  type Analysis,
  type Arm,
  bounds,
  byLift,
  chance,
  inThousand,
  isBroken,
  verdict,
} from './verdict';
import { experimentWords } from './words';

interface Props {
  analysis: Analysis;
  /** The control's name. */
  control: string;
  /** What is to be said above it. */
  note: string | null;
}

/** What the arms say: in a sentence, in a picture, in a table. */
export function Result({ analysis, control, note }: Props) {
  const t = useWords(experimentWords);
  const format = useFormat();
  const broken = isBroken(analysis);
  const { cuped, srm_p: sizes } = analysis;
  return (
    <section aria-label={t.result}>
      <Stack gap="md">
        {note && (
          <Text c="dimmed" role="status">
            {note}
          </Text>
        )}
        {broken && (
          <Alert color="red" role="alert" title={t.broken}>
            {t.brokenAbout}
          </Alert>
        )}
        {!broken &&
          analysis.arms.map((arm) => <Verdict key={arm.arm} arm={arm} analysis={analysis} />)}
        <IntervalPlot
          title={byLift(analysis.arms) ? t.intervalsLift : t.intervals}
          kind={analysis.kind}
          rows={analysis.arms.map((arm) => ({ name: arm.arm, arm }))}
        />
        <ArmTable analysis={analysis} control={control} />
        {analysis.by.length > 0 && <PartTable analysis={analysis} />}
        <Text size="sm" c="dimmed">
          {!broken && sizes !== null && t.sizes(format.number(Number(sizes.toPrecision(2))))}{' '}
          {cuped &&
            t.taken(
              format.share(cuped.correlation ** 2),
              format.number(Number(cuped.correlation.toFixed(2))),
            )}
        </Text>
      </Stack>
    </section>
  );
}

const LOOKS = { better: 'better', worse: 'worse', unclear: '', unknown: '' } as const;

function Verdict({ arm, analysis }: { arm: Arm; analysis: Analysis }) {
  const t = useWords(experimentWords);
  const found = verdict(arm);
  const look = LOOKS[found];
  return (
    <div className={`${style.verdict} ${look ? style[look] : ''}`} data-testid="verdict">
      <Title order={2} className={style.name ?? ''}>
        {t[found](arm.arm)}
      </Title>
      <p className={style.says}>
        <Says arm={arm} analysis={analysis} />
      </p>
    </div>
  );
}

/** The values, the difference with its interval, and what luck would do. */
function Says({ arm, analysis: { kind, metric, control } }: { arm: Arm; analysis: Analysis }) {
  const t = useWords(experimentWords);
  const figures = useFigures(kind);
  const found = verdict(arm);
  const values = t.says[kind](
    metric,
    arm.arm,
    figures.value(arm.mean),
    figures.value(control.mean),
  );
  if (found === 'unknown' || arm.diff === null) return `${values} ${t.tooFew}`;
  const lift = bounds(arm.lift_ci);
  const relative = arm.lift !== null && lift !== null;
  const size = relative ? figures.share(Math.abs(arm.lift ?? 0)) : figures.size(Math.abs(arm.diff));
  const way = arm.diff === 0 ? t.same : arm.diff > 0 ? t.up(size) : t.down(size);
  const around = relative ? lift : bounds(arm.ci);
  const ends = relative ? figures.signedShare : figures.signed;
  const interval = around ? `, ${t.between(ends(around[0]), ends(around[1]))}` : '';
  const p = chance(arm);
  const always = bounds(arm.always_valid_ci);
  const cases = p === null ? null : inThousand(p);
  const luck =
    cases === null || always ? '' : found === 'unclear' ? t.noLuck(cases) : t.luck(cases);
  const looked = always ? t.looked(figures.signed(always[0]), figures.signed(always[1])) : '';
  return [values, `${way}${interval}.`, luck, looked].filter(Boolean).join(' ');
}
