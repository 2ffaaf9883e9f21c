import { expect, test } from 'vitest';

import { period, previous, shift, validHomeSearch } from './period';

const TODAY = '2026-03-10';

test('a period is what the address says', () => {
  expect(period({}, TODAY)).toEqual({ from: '2026-02-09', to: TODAY, days: 30 });
  expect(period({ days: 1 }, TODAY)).toEqual({ from: TODAY, to: TODAY, days: 1 });
  expect(period({ from: '2026-02-01', to: '2026-02-28' }, TODAY)).toEqual({
    from: '2026-02-01',
    to: '2026-02-28',
    days: 28,
  });
});

test('the period before ends where this one begins', () => {
  expect(previous(period({ days: 7 }, TODAY))).toEqual({
    from: '2026-02-25',
    to: '2026-03-03',
    days: 7,
  });
});

test('days pass over months and leap years', () => {
  expect(shift('2028-02-28', 1)).toBe('2028-02-29');
  expect(shift('2026-01-01', -1)).toBe('2025-12-31');
});

test('an address somebody broke means the usual period', () => {
  const broken = { days: 'many', from: '2026-13-40', to: 'x', store: 7 };
  expect(validHomeSearch(broken)).toEqual({});
  expect(validHomeSearch({ days: '7', store: 'kazan-1' })).toEqual({ days: 7, store: 'kazan-1' });
});
