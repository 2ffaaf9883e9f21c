import { expect, test } from 'vitest';

import { compare, isZero, less, negative, round, share, sum, times, typed } from './decimal';

test('sums and differences are exact and keep the longest fraction', () => {
  const cases: [string[], string][] = [
    [[], '0'],
    [['0.1', '0.2'], '0.3'],
    [['400.00', '60.00', '40.00'], '500.00'],
    [['-1.5', '1.25'], '-0.25'],
    [['9007199254740993.01', '0.01'], '9007199254740993.02'],
  ];
  for (const [parts, total] of cases) expect(sum(...parts)).toBe(total);
  expect(less('100.00', '33.34')).toBe('66.66');
  expect(negative('0.05')).toBe('-0.05');
});

test('products are exact and rounded half-up', () => {
  const cases: [string, string, string][] = [
    ['400.00', '1', '400.00'],
    ['3', '33.335', '100.01'],
    ['0.4', '299.90', '119.96'],
    ['1.2345', '0.5', '0.62'],
    ['-1.005', '1', '-1.01'],
  ];
  for (const [a, b, rounded] of cases) expect(round(times(a, b), 2)).toBe(rounded);
});

test('shares follow the rule of returns: all that came back so far, rounded once', () => {
  const back = [1, 2, 3].map((k) => share('200.00', String(k), '3', 2));
  expect(back).toEqual(['66.67', '133.33', '200.00']);
  expect([1, 2, 3].map((k) => share('10', String(k), '3', 0))).toEqual(['3', '7', '10']);
  expect(share('100', '0.5', '1.5', 0)).toBe('33');
});

test('texts compare as numbers', () => {
  expect(compare('10', '9.99')).toBe(1);
  expect(compare('1.0', '1')).toBe(0);
  expect(compare('-2', '1')).toBe(-1);
  expect(isZero('0.00')).toBe(true);
  expect(isZero('0.01')).toBe(false);
});

test('what a person types is read as people write numbers', () => {
  const cases: [string, string | null][] = [
    ['1 234,50', '1234.50'],
    ['1\u00a0234.5', '1234.5'],
    ['007', '7'],
    ['0', '0'],
    ['5.', '5'],
    ['1,234', null],
    ['-5', null],
    ['', null],
    ['abc', null],
    ['1.2.3', null],
  ];
  for (const [text, read] of cases) expect(typed(text, 2), text).toBe(read);
});
