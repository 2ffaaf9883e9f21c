import type { components } from '../../../api/schema';
import type { Formats } from '../../../format/formats';
import { axis, frame, type Look } from '../../plot/look';
import type { abcWords } from './words';

type Point = components['schemas']['AbcPoint'];

/** The curve of Pareto: what share of the money the heaviest carry together. */
export function drawCurve(
  curve: Point[],
  of: 'products' | 'members',
  t: (typeof abcWords)['en'],
  format: Formats,
) {
  const shares = sharesOf(curve);
  const percent = (look: Look) => ({
    type: 'value',
    min: 0,
    max: 1,
    ...axis(look),
    axisLine: { show: false },
    axisLabel: { ...axis(look).axisLabel, formatter: (value: number) => format.share(value) },
  });
  return {
    option: (look: Look) => ({
      ...frame(look),
      grid: { left: 4, right: 20, top: 12, bottom: 4, containLabel: true },
      tooltip: {
        ...(frame(look).tooltip as object),
        formatter: ([point]: { value: [number, number] }[]) =>
          point ? `${format.share(point.value[0])} → ${format.share(point.value[1])}` : '',
      },
      xAxis: { ...percent(look), splitLine: { show: false } },
      yAxis: percent(look),
      series: [
        {
          type: 'line',
          symbol: 'none',
          lineStyle: { color: look.accent, width: 2 },
          itemStyle: { color: look.accent },
          areaStyle: { color: look.soft, opacity: 0.35 },
          data: shares,
        },
      ],
    }),
    data: {
      head: [t.items[of], t.money],
      rows: curve.map(({ items, revenue }) => [items, revenue]),
    },
  };
}

/** Points as shares of all; nothing where nothing is carried. */
export function sharesOf(curve: Point[]): [number, number][] {
  const last = curve.at(-1);
  const [all, whole] = [last?.items ?? 0, Number(last?.revenue ?? 0)];
  if (all === 0 || whole === 0) return [];
  return curve.map(({ items, revenue }) => [items / all, Number(revenue) / whole]);
}
