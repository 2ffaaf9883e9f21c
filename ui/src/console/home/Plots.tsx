import { useMemo } from 'react';

import { type Formats } from '../../format/formats';
import { useFormat, useWords } from '../../i18n/language';
import { axis, frame, type Look } from '../plot/look';
import { Plot } from '../plot/Plot';
import { week } from '../plot/week';
import style from './Figure.module.css';
import type { DayFigures, Overview } from './overview';
import { homeWords } from './words';

type Words = (typeof homeWords)['en'];

/** One main plot and three small. */
export function Plots({ overview, before }: { overview: Overview; before: DayFigures[] }) {
  const t = useWords(homeWords);
  const format = useFormat();
  const sales = useMemo(
    () => salesByDay(overview.days, before, t, format),
    [overview, before, t, format],
  );
  const joined = useMemo(() => membersByDay(overview, t, format), [overview, t, format]);
  const points = useMemo(() => pointsByDay(overview, t, format), [overview, t, format]);
  const hours = useMemo(() => week(overview.hours, t), [overview, t]);
  return (
    <>
      <Plot title={t.salesByDay} height={260} {...sales} />
      <div className={style.plots}>
        <Plot title={t.newByDay} height={170} {...joined} />
        {points && <Plot title={points.title} height={170} {...points.plot} />}
        <Plot title={t.busiest} height={170} {...hours} />
      </div>
    </>
  );
}

/** What is drawn of days: an axis of dates and some series of figures. */
function byDay(days: DayFigures[], format: Formats, series: (look: Look) => object[]) {
  return (look: Look) => ({
    ...frame(look),
    xAxis: {
      type: 'category',
      data: days.map((day) => format.shortDate(day.date)),
      ...axis(look),
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      ...axis(look),
      axisLine: { show: false },
      axisLabel: { ...axis(look).axisLabel, formatter: (value: number) => format.short(value) },
    },
    series: series(look),
  });
}

const bars = (name: string, color: string, data: number[], stack = 'all') => ({
  name,
  type: 'bar',
  stack,
  barMaxWidth: 28,
  itemStyle: { color },
  data,
});

function salesByDay(days: DayFigures[], before: DayFigures[], t: Words, format: Formats) {
  const others = (day: DayFigures) => Number(day.sales) - Number(day.identified_sales);
  const faint = (look: Look) => ({
    name: t.before,
    type: 'line',
    symbol: 'none',
    lineStyle: { color: look.faint, width: 1.5, type: 'dashed' },
    itemStyle: { color: look.faint },
    data: days.map((_, place) => (before[place] ? Number(before[place].sales) : null)),
  });
  return {
    option: byDay(days, format, (look) => [
      bars(
        t.byMembers,
        look.accent,
        days.map((day) => Number(day.identified_sales)),
      ),
      bars(t.byOthers, look.soft, days.map(others)),
      ...(before.length > 0 ? [faint(look)] : []),
    ]),
    data: {
      head: [t.day, t.byMembers, t.byOthers],
      rows: days.map((day) => [day.date, day.identified_sales, others(day).toFixed(2)]),
    },
    legend: [
      [t.byMembers, '--accent'],
      [t.byOthers, '--plot-2'],
      ...(before.length > 0 ? [[t.before, '--plot-3'] as [string, string]] : []),
    ] as [string, string][],
  };
}

function membersByDay({ days }: Overview, t: Words, format: Formats) {
  return {
    option: byDay(days, format, (look) => [
      bars(
        t.membersNew,
        look.accent,
        days.map((day) => day.members_new),
      ),
    ]),
    data: { head: [t.day, t.membersNew], rows: days.map((day) => [day.date, day.members_new]) },
  };
}

/** Issued and redeemed of the program's first unit; nothing of a program without units. */
function pointsByDay({ days, units }: Overview, t: Words, format: Formats) {
  const unit = units[0];
  if (!unit) return null;
  const of = (amounts: Record<string, string>) => amounts[unit.id] ?? '0';
  const name = unit.name.charAt(0).toUpperCase() + unit.name.slice(1);
  return {
    title: t.pointsByDay(name),
    plot: {
      option: byDay(days, format, (look) => [
        bars(
          t.issuedShort,
          look.accent,
          days.map((day) => Number(of(day.issued))),
          'issued',
        ),
        bars(
          t.redeemedShort,
          look.soft,
          days.map((day) => Number(of(day.redeemed))),
          'redeemed',
        ),
      ]),
      data: {
        head: [t.day, t.issuedShort, t.redeemedShort],
        rows: days.map((day) => [day.date, of(day.issued), of(day.redeemed)]),
      },
      legend: [
        [t.issuedShort, '--accent'],
        [t.redeemedShort, '--plot-2'],
      ] as [string, string][],
    },
  };
}
