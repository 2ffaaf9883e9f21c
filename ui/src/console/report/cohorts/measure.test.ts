import { expect, test } from 'vitest';

import type { Cohorts } from '../queries';
import { columnsOf, meanRetention, measureOf } from './measure';

const row = (members: number, active: number[]) => ({
  cohort: '2026-01',
  members,
  active,
  retention: active.map((count) => count / members),
  revenue: active.map(() => '1.00'),
  value: active.map(() => '1.00'),
});
const cohorts = (rows: Cohorts['rows']) => ({ rows }) as Cohorts;

test('the mean counts those who could have come', () => {
  const some = cohorts([row(10, [10, 5, 1]), row(30, [30, 3]), row(100, [100])]);
  expect(meanRetention(some, 1)).toBe(8 / 40);
  expect(meanRetention(some, 2)).toBe(1 / 10);
  expect(meanRetention(some, 3)).toBeNull();
  expect(meanRetention(cohorts([]), 1)).toBeNull();
});

test('everybody is there when the cohort begins', () => {
  expect(columnsOf(cohorts([row(10, [10, 5])]), 'retention').first).toBe(1);
  expect(columnsOf(cohorts([row(10, [10, 5])]), 'revenue').values).toEqual([['1.00', '1.00']]);
  expect(measureOf('nothing')).toBe('retention');
});
