import { expect, test } from 'vitest';

import type { Lot } from '../queries';
import { endOf, isWithinDays, leftOf, nextExpiry } from './lots';

const lot = (remaining: string, expires_at: string | null, state = 'active'): Lot => ({
  lot: 1,
  amount: '100',
  remaining,
  state,
  activates_at: '2026-01-01T00:00:00Z',
  expires_at,
  rule: 'base',
  purchase: null,
});

test('points that burn at one instant are told together', () => {
  const lots = [
    lot('30', '2026-05-01T21:00:00Z'),
    lot('20.50', '2026-04-02T00:00:00+03:00'),
    lot('9', '2026-04-01T21:00:00Z'),
    lot('70', null),
    lot('5', '2026-03-01T00:00:00Z', 'pending'),
    lot('0', '2026-02-01T00:00:00Z'),
  ];
  expect(nextExpiry(lots)).toEqual({ at: '2026-04-02T00:00:00+03:00', points: '29.50' });
  expect(nextExpiry([lot('70', null)])).toBeNull();
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
