import type { Figure } from '../figures/figure';
import type { KpiRow } from '../queries';

/** A metric of the report. */
type Metric = Pick<Figure<KpiRow>, 'kind' | 'of' | 'whole'>;

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
