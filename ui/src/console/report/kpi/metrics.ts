import type { Formats } from '../../../format/formats';
import { UNKNOWN } from '../../../format/formats';
import type { KpiRow } from '../queries';

/** How a metric is written. */
export type Kind = 'money' | 'sum' | 'count' | 'number' | 'share' | 'days';

/** A metric of the report. */
export interface Metric {
  kind: Kind;
  of: (row: KpiRow) => string | number | null;
  /** It is told of all periods together alone, and so drawn of none. */
  whole?: boolean;
}

/** Every metric the report gives. */
export const METRICS = {
  revenue: { kind: 'sum', of: (row) => row.revenue },
  purchases: { kind: 'count', of: (row) => row.purchases },
  average_basket: { kind: 'money', of: (row) => row.average_basket ?? null },
  revenue_per_buyer: { kind: 'money', of: (row) => row.revenue_per_buyer ?? null },
  program_share: { kind: 'share', of: (row) => row.program_share ?? null },
  identification: { kind: 'share', of: (row) => row.identification ?? null },
  return_rate: { kind: 'share', of: (row) => row.return_rate ?? null },
  buyers: { kind: 'count', of: (row) => row.buyers },
  new_buyers: { kind: 'count', of: (row) => row.new_buyers },
  returning_share: { kind: 'share', of: (row) => row.returning_share ?? null },
  repeat_rate: { kind: 'share', of: (row) => row.repeat_rate ?? null },
  purchase_frequency: { kind: 'number', of: (row) => row.purchase_frequency ?? null },
  days_to_next_purchase: { kind: 'days', of: (row) => row.days_to_next_purchase?.p50 ?? null },
  retained_buyers: { kind: 'count', of: (row) => row.retained_buyers ?? null },
  retention_rate: { kind: 'share', of: (row) => row.retention_rate ?? null },
  churn_rate: { kind: 'share', of: (row) => row.churn_rate ?? null },
  negative_churn: { kind: 'share', of: (row) => row.negative_churn?.rate ?? null, whole: true },
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof METRICS;

/** Metrics as a person looks for them: what came in, who bought, who stays. */
export const GROUPS: { name: 'money' | 'buyers' | 'loyalty'; metrics: MetricName[] }[] = [
  {
    name: 'money',
    metrics: [
      'revenue',
      'purchases',
      'average_basket',
      'revenue_per_buyer',
      'program_share',
      'identification',
      'return_rate',
    ],
  },
  {
    name: 'buyers',
    metrics: [
      'buyers',
      'new_buyers',
      'returning_share',
      'repeat_rate',
      'purchase_frequency',
      'days_to_next_purchase',
    ],
  },
  {
    name: 'loyalty',
    metrics: ['retention_rate', 'churn_rate', 'retained_buyers', 'negative_churn'],
  },
];

/** The metric of a name in the address. */
export function metricOf(name: string | undefined): MetricName {
  return name !== undefined && name in METRICS ? (name as MetricName) : 'revenue';
}

/** A metric's value as it is read. */
export function written(
  metric: Metric,
  row: KpiRow,
  format: Formats,
  currency: string,
  days: (count: string) => string,
): string {
  const value = metric.of(row);
  if (value === null) return UNKNOWN;
  switch (metric.kind) {
    case 'money':
      return format.money(String(value), currency);
    case 'sum':
      return format.wholeMoney(String(value), currency);
    case 'share':
      return format.share(Number(value));
    case 'number':
      return format.number(rounded(Number(value), 2));
    case 'days':
      return days(format.number(rounded(Number(value), 1)));
    case 'count':
      return format.number(value);
  }
}

/** How far a value is from another: of shares in points of a percent, of everything else in percent; null where one of
 * them is unknown, or there is nothing to take a percent of. */
export function change(
  metric: Metric,
  now: KpiRow,
  before: KpiRow,
  format: Formats,
  points: (count: string) => string,
): string | null {
  const [value, base] = [metric.of(now), metric.of(before)];
  if (value === null || base === null) return null;
  if (metric.kind !== 'share') {
    return Number(base) === 0 ? null : format.change(value, base);
  }
  const apart = rounded((Number(value) - Number(base)) * 100, 1);
  return points((apart > 0 ? '+' : '') + format.number(apart));
}

/** To so many digits, as statistics are shown; never money or points. */
function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
