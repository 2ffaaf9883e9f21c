import { expect, test } from 'vitest';

import { formats } from '../../../format/formats';
import type { KpiRow } from '../queries';
import { METRICS } from '../kpi/metrics';
import { change, written } from './figure';

const row = (fields: Partial<KpiRow>) => fields as KpiRow;
const en = formats('en');
const points = (count: string) => `${count} pp`;

test('a change of a share is told in points, of the rest in percent', () => {
  const now = row({ repeat_rate: 0.425, revenue: '110.00' });
  const before = row({ repeat_rate: 0.4, revenue: '100.00' });
  expect(change(METRICS.repeat_rate, now, before, en, points)).toBe('+2.5 pp');
  expect(change(METRICS.repeat_rate, before, now, en, points)).toBe('−2.5 pp');
  expect(change(METRICS.revenue, now, before, en, points)).toBe('+10%');
  expect(change(METRICS.revenue, now, row({ revenue: '0.00' }), en, points)).toBeNull();
  expect(change(METRICS.churn_rate, now, before, en, points)).toBeNull();
});

test('what is unknown is a dash', () => {
  const days = (count: string) => `${count} days`;
  const write = (metric: keyof typeof METRICS, of: Partial<KpiRow>) =>
    written(METRICS[metric], row(of), en, 'GBP', days);
  expect(write('average_basket', { average_basket: null })).toBe('—');
  expect(write('average_basket', { average_basket: '12.50' })).toBe('£12.50');
  expect(write('purchase_frequency', { purchase_frequency: 1.23456 })).toBe('1.23');
  expect(write('buyers', { buyers: 0 })).toBe('0');
});
