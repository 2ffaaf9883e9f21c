import { expect, test } from 'vitest';

import type { Lot } from '../queries';
import { endOf, isWithinDays, leftOf } from './lots';

const lot = (remaining: string, expires_at: string | null): Lot => ({
  lot: 1,
  amount: '100',
  remaining,
  state: 'active',
  activates_at: '2026-01-01T00:00:00Z',
  expires_at,
  rule: 'base',
  purchase: null,
});

test('a bar shows what is left', () => {
  expect(leftOf(lot('33', null))).toBe(33);
  expect(leftOf({ ...lot('0', null), amount: '0' })).toBe(0);
});

test('days are counted from now, and end where the next begins', () => {
  const now = new Date('2026-03-10T12:00:00Z').getTime();
  expect(isWithinDays('2026-04-01T00:00:00Z', 30, now)).toBe(true);
  expect(isWithinDays('2026-05-01T00:00:00Z', 30, now)).toBe(false);
  expect(new Date(endOf('2026-12-31')).getTime()).toBe(new Date(2027, 0, 1).getTime());
});
