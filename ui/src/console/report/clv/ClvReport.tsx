import { Alert, Group, SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';

import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { NoPurchases } from '../NoPurchases';
import style from '../Report.module.css';
import { type ReportAsked, useReport } from '../useReport';
import { reportWords } from '../words';
import { Chances } from './Chances';
import { Gates } from './Gates';
import { Parameters } from './Parameters';
import { asking, type Clv, HORIZONS, MODELS, useClv } from './queries';
import { Test } from './Test';
import { Top } from './Top';
import { Totals } from './Totals';
import { clvWords } from './words';

/** What members will buy, whether they are still there, and how far that can be believed. */
export function ClvReport() {
  const asked = useReport();
  const query = useClv(asked);
  return (
    <>
      <Choices asked={asked} />
      <Asked query={query} waiting={<Waiting />}>
        {(clv) => <Told clv={clv} asked={asked} />}
      </Asked>
    </>
  );
}

function Told({ clv, asked }: { clv: Clv; asked: ReportAsked }) {
  const t = useWords(clvWords);
  const frame = useWords(reportWords);
  const format = useFormat();
  if (clv.customers === 0) return <NoPurchases />;
  const model = clv.model === 'bgnbd' ? clv.bgnbd : clv.mbgnbd;
  if (!clv.totals || !model) return <Gates clv={clv} asked={asked} />;
  const shut = clv.gates.some(({ passed }) => !passed);
  return (
    <Stack gap="lg">
      {shut && <Alert color="yellow">{t.ungated}</Alert>}
      {!model.settled && (
        <Alert color="red" role="alert">
          {t.unsettled}
        </Alert>
      )}
      {clv.gamma_gamma?.settled === false && <Alert color="yellow">{t.unsettledSpend}</Alert>}
      <Totals clv={clv} totals={clv.totals} />
      <Test asked={asked} />
      <Chances clv={clv} />
      <Top clv={clv} />
      <Parameters clv={clv} />
      <Text size="sm" c="dimmed">
        {t.asOfCalibration(format.date(clv.calibration_end))}{' '}
        {frame.asOf(format.dateTime(clv.as_of))}.
      </Text>
    </Stack>
  );
}

function Choices({ asked }: { asked: ReportAsked }) {
  const t = useWords(clvWords);
  const { horizon, model } = asking(asked);
  return (
    <Group gap="xs" className={style.choices ?? ''}>
      <SegmentedControl
        size="xs"
        aria-label={t.horizon}
        value={horizon}
        onChange={(ahead) => asked.change({ ahead })}
        data={HORIZONS.map((value) => ({ value, label: t.horizons[value] }))}
      />
      <SegmentedControl
        size="xs"
        aria-label={t.model}
        value={model}
        onChange={(next) => asked.change({ model: next })}
        data={MODELS.map((value) => ({ value, label: t.models[value] }))}
      />
      <Text size="sm" c="dimmed">
        {t.modelsAbout[model]}
      </Text>
    </Group>
  );
}

function Waiting() {
  return (
    <Stack>
      <Skeleton height={96} />
      <Skeleton height={320} />
    </Stack>
  );
}
