import { expect, test } from 'vitest';

import type { Purchase } from '../queries';
import { flaw, left, pickable, returnLines } from './returning';

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

test('no more comes back than is left', () => {
  expect(left(purchase, first)).toBe('2');
  expect(flaw(purchase, first, '2')).toBeNull();
  expect(flaw(purchase, first, '3')).toBe('tooMany');
  expect(flaw(purchase, second, '0,532')).toBeNull();
  expect(flaw(purchase, second, '')).toBe('missing');
  expect(returnLines({ 2: '0,5' })).toEqual([{ line: 2, quantity: '0.5' }]);
});

test('something is picked, and of each line no more than is left', () => {
  expect(pickable(purchase, {})).toBe(false);
  expect(pickable(purchase, { 1: '2' })).toBe(true);
  expect(pickable(purchase, { 1: '2', 2: '1' })).toBe(false);
});
