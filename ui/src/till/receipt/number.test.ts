import { expect, test } from 'vitest';

import { tell } from '../scan/tell';
import { receiptNumber, receiptPaths } from './number';

test('a receipt number tells its second and can be scanned again', () => {
  const chance = new Uint8Array([1, 2, 31, 255, 0]);
  const number = receiptNumber(new Date('2026-11-22T01:00:00Z'), chance);
  expect(number).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  expect(number.endsWith('ZZ0')).toBe(true);
  expect(receiptNumber(new Date('2026-11-22T01:00:01Z'), chance) > number).toBe(true);
  expect(tell(number, { cards: ['1'], hasGoods: () => false, whole: true })).toEqual(['receipt']);
  const many = new Set(Array.from({ length: 500 }, () => receiptNumber()));
  expect(many.size).toBe(500);
});

test('typed numbers are understood as people write them', () => {
  const cases: [string, string[]][] = [
    ['1w3f 9qxm 2abc', ['ext:1W3F-9QXM-2ABC', 'ext:1w3f 9qxm 2abc']],
    ['iw3f9qxm2abO', ['ext:1W3F-9QXM-2AB0', 'ext:iw3f9qxm2abO']],
    ['1W3F-9QXM-2ABC', ['ext:1W3F-9QXM-2ABC']],
    ['kazan-1-0004558', ['ext:kazan-1-0004558']],
    [' pur_0a7spbs100000 ', ['pur_0A7SPBS100000']],
  ];
  for (const [typed, paths] of cases) expect(receiptPaths(typed)).toEqual(paths);
});
