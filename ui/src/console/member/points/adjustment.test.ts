import { expect, test } from 'vitest';

import type { Account } from '../queries';
import { after, type Correction, flaws, request } from './adjustment';

const account: Account = {
  unit: 'points',
  name: 'bonuses',
  available: '360',
  spendable: '300',
  pending: '0',
  debt: '0',
  next_expiry: null,
  lot_count: 0,
  lots: [],
};
const asked: Correction = {
  unit: 'points',
  give: true,
  points: '100',
  lastDay: '',
  reason: 'Cold burger',
};

test('the balance after it is exact', () => {
  expect(after(asked, account)).toBe('460');
  expect(after({ ...asked, give: false, points: '0,5' }, account)).toBe('359.5');
});

test('nothing impossible is asked', () => {
  expect(flaws(asked, account)).toEqual({});
  expect(flaws({ ...asked, points: '', reason: ' x ' }, account)).toEqual({
    points: 'missing',
    reason: 'missing',
  });
  expect(flaws({ ...asked, points: '0' }, account)).toEqual({ points: 'zero' });
  // What quotes hold cannot be taken.
  expect(flaws({ ...asked, give: false, points: '301' }, account)).toEqual({ points: 'tooMany' });
});

test('a last day is only for points given', () => {
  expect(request({ ...asked, lastDay: '2026-12-31' }).expires_at).toBe(
    new Date(2027, 0, 1).toISOString(),
  );
  expect(request({ ...asked, give: false, lastDay: '2026-12-31' })).toMatchObject({
    points: '-100',
    expires_at: null,
  });
});
