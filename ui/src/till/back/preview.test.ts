import { expect, test } from 'vitest';

import type { components } from '../../api/schema';
import { everything, possible, preview } from './preview';

type Purchase = components['schemas']['Purchase'];

/** Three portions of fries for 200.00 and 100 points, and a beer: the scenario of a purchase that comes back in parts. */
function fries(cameBack: string): Purchase {
  return {
    lines: [
      {
        line: 1,
        quantity: '3',
        to_pay: '200.00',
        redeemed: { points: '100', amount: '100.00' },
        earned: { points: '10' },
      },
      { line: 2, quantity: '1', to_pay: '300.00', redeemed: { amount: '0.00' }, earned: {} },
    ],
    returned: cameBack === '0' ? [] : [{ line: 1, quantity: cameBack }],
  } as unknown as Purchase;
}

test('parts of a line come back as the server counts them', () => {
  const cases: [string, string, string, string, string][] = [
    ['0', '1', '66.67', '33', '3'],
    ['1', '1', '66.66', '34', '4'],
    ['2', '1', '66.67', '33', '3'],
    ['0', '3', '200.00', '100', '10'],
    ['1', '2', '133.33', '67', '7'],
  ];
  for (const [before, now, refund, restored, reversed] of cases) {
    expect(preview(fries(before), { 1: now })).toEqual({
      refund,
      restored: { points: restored },
      reversed: { points: reversed },
    });
  }
});

test('lines add up, and those without points name none', () => {
  expect(preview(fries('0'), { 2: '1' })).toEqual({ refund: '300.00', restored: {}, reversed: {} });
  expect(preview(fries('0'), everything(fries('0'))).refund).toBe('500.00');
  expect(preview(fries('0'), {}).refund).toBe('0');
});

test('no more comes back than is left', () => {
  const purchase = fries('2');
  const line = purchase.lines[0];
  if (!line) throw new Error('no line');
  expect(everything(purchase)).toEqual({ 1: '1', 2: '1' });
  expect(['1', '0.5', '2', '0'].map((quantity) => possible(purchase, line, quantity))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
