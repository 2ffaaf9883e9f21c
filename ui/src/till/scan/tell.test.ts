import { expect, test } from 'vitest';

import { isCode, isGtin, type Known, type Sort, stripped, tell } from './tell';

const shop: Known = {
  cards: ['29', 'BH-'],
  hasGoods: (code) => ['burger', '2900000000667'].includes(code),
  whole: true,
};
const part: Known = { ...shop, whole: false };

test('codes are told apart by their form', () => {
  const cases: [string, Known, Sort[]][] = [
    ['burger', shop, ['goods']],
    // Known goods win over a card's prefix.
    ['2900000000667', shop, ['goods']],
    ['2900000000018', shop, ['card']],
    ['2900000000018', part, ['card', 'goods']],
    ['BH-000017', shop, ['card']],
    // Too short for a card.
    ['29', shop, ['card']],
    ['4601234567893', shop, ['goods', 'card']],
    ['4601234567890', shop, ['card']],
    ['4601234567890', part, ['goods', 'card']],
    ['SPRING', shop, ['coupon']],
    ['SPRING-10', part, ['goods', 'coupon']],
    ['GC7K2M9QX4T0RWC', shop, ['gift', 'coupon']],
    ['gc7k-2m9q-x4t0-rwc', shop, ['gift', 'coupon']],
    ['1W3F-9QXM-2ABC', shop, ['receipt']],
    ['1w3f-9qxm-2abc', shop, ['receipt']],
  ];
  for (const [code, known, sorts] of cases) expect(tell(code, known), code).toEqual(sorts);
});

test('what scanners put around a code is taken off', () => {
  const cases: [string, string][] = [
    [']C12900000000018', '2900000000018'],
    [']E04601234567893', '4601234567893'],
    ['\u0002burger\u0003\r\n', 'burger'],
    ['  SPRING ', 'SPRING'],
    ['\u001d', ''],
    ['   ', ''],
    ['', ''],
  ];
  for (const [scanned, code] of cases) expect(stripped(scanned)).toBe(code);
});

test('only codes are taken out of the fields of a window', () => {
  const cases: [string, boolean][] = [
    ['2900000000018', true],
    ['BH-000017', true],
    ['+79270000001', false],
    ['Ann Lee', false],
    ['Константин', false],
    ['250', false],
  ];
  for (const [text, code] of cases) expect(isCode(text), text).toBe(code);
});

test('check digits of goods numbers', () => {
  expect(['96385074', '036000291452', '4601234567893', '14601234567890'].map(isGtin)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(['4601234567890', '460123456789X', '123', ''].map(isGtin)).toEqual([
    false,
    false,
    false,
    false,
  ]);
});
