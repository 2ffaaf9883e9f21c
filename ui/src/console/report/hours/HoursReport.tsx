import { Skeleton, Text } from '@mantine/core';
import { useMemo } from 'react';

import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { week } from '../../plot/week';
import { About } from '../About';
import { NoPurchases } from '../NoPurchases';
import { type Hours, useHours } from '../queries';
import { ReportPlot } from '../ReportPlot';
import { useReport } from '../useReport';
import { hoursWords } from './words';

const HEIGHT = 340;

/** When the shop is full: purchases by day of the week and hour. */
export function HoursReport() {
  const query = useHours(useReport());
  return (
    <Asked query={query} waiting={<Skeleton height={HEIGHT + 60} />}>
      {(hours) => (hours.rows.length === 0 ? <NoPurchases /> : <Week hours={hours} />)}
    </Asked>
  );
}

function Week({ hours }: { hours: Hours }) {
  const t = useWords(hoursWords);
  const format = useFormat();
  const drawn = useMemo(() => week(hours.rows, t), [hours, t]);
  const all = hours.rows.reduce((sum, { purchases }) => sum + purchases, 0);
  const busiest = hours.rows.reduce((most, hour) =>
    hour.purchases > most.purchases ? hour : most,
  );
  const day = t.days[busiest.weekday as keyof typeof t.days];
  return (
    <>
      <Text>
        {t.busiest(day, String(busiest.hour), String(busiest.hour + 1))}{' '}
        {t.share(format.number(busiest.purchases), format.share(busiest.purchases / all))}
      </Text>
      <ReportPlot title={t.title} height={HEIGHT} {...drawn} />
      <About text={hours.segment ? t.aboutSegment : t.aboutAll} asOf={hours.as_of} />
    </>
  );
}
