import { useMemo } from 'react';

import type { Formats } from '../../../format/formats';
import { useFormat, useWords } from '../../../i18n/language';
import { axis, frame, type Look } from '../../plot/look';
import { ReportPlot } from '../ReportPlot';
import type { Clv } from './queries';
import { clvWords } from './words';

/** How many members are surely there, how many surely gone, and how many between. */
export function Chances({ clv }: { clv: Clv }) {
  const t = useWords(clvWords);
  const format = useFormat();
  const drawn = useMemo(() => tenths(clv, t, format), [clv, t, format]);
  if (clv.alive.length === 0) return null;
  return <ReportPlot title={t.by} height={220} {...drawn} />;
}

function tenths({ alive, currency }: Clv, t: (typeof clvWords)['en'], format: Formats) {
  const share = (tenths: number) => format.share(tenths / 10);
  return {
    option: (look: Look) => ({
      ...frame(look),
      tooltip: {
        ...(frame(look).tooltip as object),
        valueFormatter: (value: number) => format.number(value),
      },
      xAxis: {
        type: 'category',
        data: alive.map(({ from, to }) => `${share(from)}–${share(to)}`),
        ...axis(look),
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        ...axis(look),
        axisLine: { show: false },
        axisLabel: { ...axis(look).axisLabel, formatter: (value: number) => format.short(value) },
      },
      series: [
        {
          name: t.members,
          type: 'bar',
          barMaxWidth: 48,
          itemStyle: { color: look.accent },
          data: alive.map(({ members }) => members),
        },
      ],
    }),
    data: {
      head: [t.from, t.to, t.members, t.purchases, t.value],
      rows: alive.map(({ from, to, members, purchases, value }) => [
        share(from),
        share(to),
        members,
        Math.round(purchases),
        format.money(value, currency),
      ]),
    },
  };
}
