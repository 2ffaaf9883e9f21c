import type { components } from '../../../api/schema';
import type { Formats } from '../../../format/formats';
import { axis, frame, type Look } from '../../plot/look';
import type { identificationWords } from './words';

type Schemas = components['schemas'];
export type Identification = Schemas['IdentificationReport'];
export type Row = Schemas['IdentificationRow'];
export type Alert = Schemas['IdentificationAlert'];
type Words = (typeof identificationWords)['en'];

/** Rows that have room in a plot. */
const MOST = 40;
/** The height of one of them, px. */
const ROW = 24;
const DAYS_HEIGHT = 260;

/** The share by row, beside its target; nothing where there is nothing to compare. */
export function drawn(
  { rows }: Identification,
  name: (row: Row) => string,
  { t, format, by }: { t: Words; format: Formats; by: string },
) {
  const told = rows.filter(({ identification }) => identification != null);
  const shown = by === 'day' ? told : told.slice(0, MOST);
  if (shown.length < 2) return null;
  const names = shown.map(name);
  const targets = shown.map(({ target }) => (target == null ? null : target / 100));
  const hasTarget = targets.some((target) => target !== null);
  const ofDays = by === 'day';
  const share = (value: unknown) => (typeof value === 'number' ? format.share(value) : '—');
  const option = (look: Look) => {
    const named = {
      type: 'category',
      data: names,
      inverse: !ofDays,
      ...axis(look),
      splitLine: { show: false },
    };
    const valued = {
      type: 'value',
      min: 0,
      max: 1,
      ...axis(look),
      axisLine: { show: false },
      axisLabel: { ...axis(look).axisLabel, formatter: share, hideOverlap: true },
    };
    return {
      ...frame(look),
      grid: { left: 4, right: 24, top: 8, bottom: 4, containLabel: true },
      tooltip: { ...(frame(look).tooltip as object), valueFormatter: share },
      xAxis: ofDays ? named : valued,
      yAxis: ofDays ? valued : named,
      series: [
        {
          name: t.shareShort,
          type: ofDays ? 'line' : 'bar',
          barMaxWidth: 16,
          symbol: 'none',
          itemStyle: { color: look.accent },
          lineStyle: { color: look.accent, width: 2 },
          data: shown.map(({ identification }) => identification),
        },
        ...(hasTarget ? [ofTargets(t, look, targets, ofDays)] : []),
      ],
    };
  };
  return {
    height: ofDays ? DAYS_HEIGHT : 40 + shown.length * ROW,
    drawn: {
      option,
      data: {
        head: [t.bys[by as keyof Words['bys']], t.shareShort, t.target, t.identified, t.receipts],
        rows: shown.map((row, place) => [
          names[place] ?? '',
          row.identification ?? '',
          targets[place] ?? '',
          row.identified,
          row.receipts,
        ]),
      },
      legend: (hasTarget
        ? [
            [t.shareShort, '--accent'],
            [t.target, '--plot-3'],
          ]
        : []) as [string, string][],
    },
  };
}

/** Targets: a line over days, a mark on each bar. */
function ofTargets(t: Words, look: Look, targets: (number | null)[], ofDays: boolean) {
  const line = { color: look.faint, width: 1.5, type: 'dashed' };
  if (ofDays) {
    return {
      name: t.target,
      type: 'line',
      symbol: 'none',
      lineStyle: line,
      itemStyle: { color: look.faint },
      data: targets,
    };
  }
  return {
    name: t.target,
    type: 'line',
    lineStyle: { width: 0, opacity: 0 },
    symbol: 'rect',
    symbolSize: [3, 18],
    itemStyle: { color: look.ink },
    data: targets.map((target, place) => [target, place]),
  };
}
