import { expect, test } from 'vitest';

import { UNKNOWN } from './formats';
import { statistics } from './statistics';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('statistics are told to a few digits, with their sign', () => {
  const [en, ru] = [statistics('en', false), statistics('ru', false)];
  expect(en.value(1234.567)).toBe('1,235');
  expect(en.signed(0.0312345)).toBe('+0.03123');
  expect(plain(ru.signed(-12.3456))).toBe('−12,35');
  expect(en.signedShare(0.04213)).toBe('+4.21%');
  expect(plain(ru.signedShare(-0.005))).toBe('−0,5 %');
  expect(en.signed(0)).toBe('0');
  expect(en.value(null)).toBe(UNKNOWN);
});

test('shares differ by points', () => {
  const en = statistics('en', true);
  expect(en.value(0.05123)).toBe('5.123%');
  expect(plain(en.signed(-0.0012))).toBe('−0.12 pp');
  expect(plain(statistics('ru', true).size(0.01))).toBe('1 п. п.');
});

test('small chances are told as small', () => {
  const { chance } = statistics('en', false);
  expect([0.5, 0.0344, 0.0001, null].map(chance)).toEqual(['0.500', '0.034', '< 0.001', UNKNOWN]);
});
