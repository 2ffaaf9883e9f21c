import { expect, test } from 'vitest';

import type { Purchase } from '../queries';
import { effect, flaw, left, missing, returnLines, wholeEffect } from './returning';

const purchase = {
  lines: [
    {
      line: 1,
      quantity: '3',
      amount: '100.00',
      discounts: [],
      redeemed: { points: '10', amount: '10.00' },
      to_pay: '90.01',
      earned: { points: '5' },
      pieces: [],
    },
    {
      line: 2,
      quantity: '0.532',
      amount: '50.00',
      discounts: [],
      redeemed: { amount: '0.00' },
      to_pay: '50.00',
      earned: { points: '2', stamps: '1' },
      pieces: [],
    },
  ],
  returned: [{ line: 1, quantity: '1' }],
} as unknown as Purchase;
const [first, second] = purchase.lines as [Purchase['lines'][0], Purchase['lines'][0]];

test('parts of a line add up to the whole, whatever came back before', () => {
  expect(left(purchase, first)).toBe('2');
  // After one of three: 30.00 of 90.01; after two: 60.01; the last takes the rest.
  expect(effect(purchase, { 1: '1' })).toEqual({
    refund: '30.01',
    restored: { points: '4' },
    reversed: { points: '1' },
  });
  expect(effect(purchase, { 1: '2' }).refund).toBe('60.01');
  expect(wholeEffect(purchase)).toEqual({
    refund: '110.01',
    restored: { points: '7' },
    reversed: { points: '5', stamps: '1' },
  });
});

test('no more comes back than is left', () => {
  expect(flaw(purchase, first, '2')).toBeNull();
  expect(flaw(purchase, first, '3')).toBe('tooMany');
  expect(flaw(purchase, second, '0,532')).toBeNull();
  expect(flaw(purchase, second, '')).toBe('missing');
  expect(returnLines({ 2: '0,5' })).toEqual([{ line: 2, quantity: '0.5' }]);
});

test('what the member no longer has is told beforehand', () => {
  const whole = wholeEffect(purchase);
  const has = (spendable: string) => [{ unit: 'stamps', spendable, pending: '0' }];
  expect(missing(whole, has('0'))).toEqual({ stamps: '1' });
  expect(missing(whole, has('1'))).toEqual({});
  expect(missing(whole, [{ unit: 'points', spendable: '0', pending: '0' }])).toEqual({});
});
