import { expect, test } from 'vitest';

import { aimOf, reached } from './tier';

const goal = (level: string, counts_from: string | null = null) => ({
  level,
  name: level,
  from: '100.00',
  missing: '60.00',
  or_missing: null,
  counts_from,
  counts_to: null,
});

test('the bar leads to the next level, else to keeping the present one', () => {
  expect(aimOf({ next: goal('gold'), keep: goal('silver') })?.level).toBe('gold');
  expect(aimOf({ next: null, keep: goal('gold') })?.level).toBe('gold');
  expect(aimOf({ next: null, keep: goal('gold', '2027-01-01T00:00:00Z') })).toBeNull();
  expect(aimOf({ next: null, keep: null })).toBeNull();
});

test('a bar is full only where nothing is missing', () => {
  expect(reached('0.00', '350.00')).toBe(0);
  expect(reached('175.00', '350.00')).toBe(50);
  expect(reached('349.99', '350.00')).toBe(99);
  expect(reached('400.00', '350.00')).toBe(100);
  expect(reached('-20.00', '350.00')).toBe(0);
  expect(reached('0', '0')).toBe(100);
});
