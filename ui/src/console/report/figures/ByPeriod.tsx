import { type ReactNode, useMemo } from 'react';

import type { Formats } from '../../../format/formats';
import { periods } from '../../../format/periods';
import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { axis, frame, type Look } from '../../plot/look';
import { ReportPlot } from '../ReportPlot';
import type { Figure, FigureReport, Period } from './figure';
import { figureWords } from './words';

type Words = (typeof figureWords)['en'];

interface Props<Row extends Period> {
  report: FigureReport<Row>;
  figure: Figure<Row>;
  /** What is told under the title. */
  children?: ReactNode;
}

/** A figure period by period, beside that of the period before or of another segment. */
export function ByPeriod<Row extends Period>({ report, figure, children }: Props<Row>) {
  const t = useWords(figureWords);
  const format = useFormat();
  const { language } = useLanguage();
  const drawn = useMemo(
    () => draw(report, figure, t, format, periods(language)),
    [report, figure, t, format, language],
  );
  return (
    <ReportPlot title={figure.name} height={260} {...drawn}>
      {children}
    </ReportPlot>
  );
}

/** Rows of what is compared, each beside its own: a segment's by period, those of another time by their place. */
function besides<Row extends Period>({ rows, compared }: FigureReport<Row>): (Row | undefined)[] {
  if (!compared) return [];
  if (compared.with === 'previous') return rows.map((_, place) => compared.rows[place]);
  const known = new Map(compared.rows.map((row) => [row.period, row]));
  return rows.map(({ period }) => known.get(period));
}

function draw<Row extends Period>(
  report: FigureReport<Row>,
  metric: Figure<Row>,
  t: Words,
  format: Formats,
  period: (name: string) => string,
) {
  const others = besides(report);
  const value = (row: Row | undefined) => {
    const found = row ? metric.of(row) : null;
    return found === null ? null : Number(found);
  };
  const isShare = metric.kind === 'share';
  const isSum = metric.kind === 'sum' || metric.kind === 'count';
  const short = (of: number) => (isShare ? format.share(of) : format.short(of));
  const title = metric.name;
  const beside = t.compared;
  const head = [t.period, title, ...(others.length > 0 ? [beside] : [])];
  return {
    option: (look: Look) => ({
      ...frame(look),
      xAxis: {
        type: 'category',
        data: report.rows.map((row) => period(row.period)),
        ...axis(look),
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        ...axis(look),
        axisLine: { show: false },
        axisLabel: { ...axis(look).axisLabel, formatter: short },
      },
      tooltip: { ...(frame(look).tooltip as object), valueFormatter: written(short) },
      series: [
        {
          name: title,
          type: isSum ? 'bar' : 'line',
          barMaxWidth: 36,
          symbolSize: 6,
          itemStyle: { color: look.accent },
          lineStyle: { color: look.accent, width: 2 },
          data: report.rows.map(value),
        },
        ...(others.length > 0
          ? [
              {
                name: beside,
                type: 'line',
                symbol: 'none',
                lineStyle: { color: look.faint, width: 1.5, type: 'dashed' },
                itemStyle: { color: look.faint },
                data: others.map(value),
              },
            ]
          : []),
      ],
    }),
    data: {
      head,
      rows: report.rows.map((row, place) => {
        const told = (of: Row | undefined) => (of ? (metric.of(of) ?? '') : '');
        return [row.period, told(row), ...(others.length > 0 ? [told(others[place])] : [])];
      }),
    },
    legend: (others.length > 0
      ? [
          [title, '--accent'],
          [beside, '--plot-3'],
        ]
      : []) as [string, string][],
  };
}

/** The library says nothing of a period without a value by `undefined`. */
function written(short: (value: number) => string) {
  return (value: unknown) => (typeof value === 'number' ? short(value) : '—');
}
