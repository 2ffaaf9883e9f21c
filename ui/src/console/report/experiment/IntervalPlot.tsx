import { useMemo } from 'react';

import type { Statistics } from '../../../format/statistics';
import { useWords } from '../../../i18n/language';
import { axis, frame, type Look } from '../../plot/look';
import { Plot } from '../../plot/Plot';
import type { MetricKind } from './choice';
import { useFigures } from './figures';
import { type Arm, bounds, byLift } from './verdict';
import { experimentWords } from './words';

interface Named {
  name: string;
  arm: Arm;
}

interface Props {
  title: string;
  kind: MetricKind;
  rows: Named[];
}

interface Line {
  name: string;
  middle: number;
  low: number;
  high: number;
}

const ROW = 34;
const AROUND = 52;

/** Each arm's difference as a point in its interval, beside the line of no difference. */
export function IntervalPlot({ title, kind, rows }: Props) {
  const t = useWords(experimentWords);
  const figures = useFigures(kind);
  const lifts = byLift(rows.map(({ arm }) => arm));
  const lines = useMemo(() => linesOf(rows, lifts), [rows, lifts]);
  const write = lifts ? figures.signedShare : figures.signed;
  const option = useMemo(() => (look: Look) => drawn(lines, write, look), [lines, write]);
  if (lines.length === 0) return null;
  return (
    <Plot
      title={title}
      height={lines.length * ROW + AROUND}
      option={option}
      data={{
        head: [t.group, lifts ? t.lift : t.difference, t.low, t.high],
        rows: lines.map(({ name, middle, low, high }) => [
          name,
          write(middle),
          write(low),
          write(high),
        ]),
      }}
    />
  );
}

function linesOf(rows: Named[], lifts: boolean): Line[] {
  return rows.flatMap(({ name, arm }) => {
    const middle = lifts ? arm.lift : arm.diff;
    const ends = bounds(lifts ? arm.lift_ci : arm.ci);
    if (middle === null || ends === null) return [];
    return [{ name, middle, low: ends[0], high: ends[1] }];
  });
}

/** What of the library's drawing of one item is used. */
interface Drawing {
  value: (dimension: number) => number;
  coord: (point: [number, number]) => [number, number];
}

function drawn(lines: Line[], write: Statistics['signed'], look: Look) {
  const shape = (_: unknown, api: Drawing) => {
    const row = api.value(0);
    const at = (dimension: number) => api.coord([api.value(dimension), row]);
    const [middle, low, high] = [at(1), at(2), at(3)];
    const y = middle[1];
    const sure = api.value(2) > 0 || api.value(3) < 0;
    const color = sure ? look.accent : look.quiet;
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line',
      shape: { x1, y1, x2, y2 },
      style: { stroke: color, lineWidth: 2 },
    });
    return {
      type: 'group',
      children: [
        line(low[0], y, high[0], y),
        line(low[0], y - 5, low[0], y + 5),
        line(high[0], y - 5, high[0], y + 5),
        { type: 'circle', shape: { cx: middle[0], cy: y, r: 5 }, style: { fill: color } },
      ],
    };
  };
  const told = ({ name, middle, low, high }: Line) =>
    `${name}: ${write(middle)} (${write(low)} … ${write(high)})`;
  const common = frame(look);
  return {
    ...common,
    grid: { left: 4, right: 24, top: 8, bottom: 4, containLabel: true },
    tooltip: {
      ...(common.tooltip as object),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const line = lines[dataIndex];
        return line ? told(line) : '';
      },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: lines.map(({ name }) => name),
      ...axis(look),
      axisLine: { onZero: true, lineStyle: { color: look.ink } },
      axisLabel: { ...axis(look).axisLabel, width: 120, overflow: 'truncate' },
      splitLine: { show: false },
    },
    xAxis: {
      type: 'value',
      ...axis(look),
      axisLine: { show: false },
      axisLabel: {
        ...axis(look).axisLabel,
        hideOverlap: true,
        formatter: (value: number) => write(Number(value.toPrecision(6))),
      },
    },
    series: [
      {
        type: 'custom',
        renderItem: shape,
        encode: { x: [1, 2, 3], y: 0 },
        data: lines.map(({ middle, low, high }, row) => [row, middle, low, high]),
      },
    ],
  };
}
