import { Alert, Skeleton, Stack, Text } from '@mantine/core';

import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { About } from '../About';
import { Choice, Choices } from '../Choices';
import { NoPurchases } from '../NoPurchases';
import { type ReportAsked, useReport } from '../useReport';
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
      <Assumed asked={asked} />
      <Asked query={query} waiting={<Waiting />}>
        {(clv) => <Told clv={clv} asked={asked} />}
      </Asked>
    </>
  );
}

function Told({ clv, asked }: { clv: Clv; asked: ReportAsked }) {
  const t = useWords(clvWords);
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
      {!asked.tile && <Test asked={asked} />}
      <Chances clv={clv} />
      {!asked.tile && (
        <>
          <Top clv={clv} />
          <Parameters clv={clv} />
        </>
      )}
      <About text={t.asOfCalibration(format.date(clv.calibration_end))} asOf={clv.as_of} />
    </Stack>
  );
}

/** What is looked ahead, and with which model. */
function Assumed({ asked }: { asked: ReportAsked }) {
  const t = useWords(clvWords);
  const { horizon, model } = asking(asked);
  return (
    <Choices>
      <Choice label={t.horizon} name="ahead" value={horizon} words={HORIZONS} said={t.horizons} />
      <Choice label={t.model} name="model" value={model} words={MODELS} said={t.models} />
      <Text size="sm" c="dimmed">
        {t.modelsAbout[model]}
      </Text>
    </Choices>
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
