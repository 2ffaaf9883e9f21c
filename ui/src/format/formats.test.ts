import { expect, test } from 'vitest';

import { formats, UNKNOWN } from './formats';

const en = formats('en');
const ru = formats('ru');
/** Spaces of a number do not break; tests are read by people. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('money is exact and local', () => {
  expect(en.money('1234.50', 'GBP')).toBe('£1,234.50');
  expect(plain(ru.money('1234.5', 'RUB'))).toBe('1 234,50 ₽');
  expect(plain(ru.money('9007199254740993.01', 'RUB'))).toBe('9 007 199 254 740 993,01 ₽');
  expect(en.money('-12.00', 'GBP')).toBe('−£12.00');
  expect(en.money('0', 'GBP')).toBe('£0.00');
  expect(plain(ru.wholeMoney('15047158.85', 'RUB'))).toBe('15 047 159 ₽');
  expect(en.money(null, 'GBP')).toBe(UNKNOWN);
});

test('a change has a sign and needs a base', () => {
  expect(en.change('104.2', '100')).toBe('+4.2%');
  expect(en.change(90, 100)).toBe('−10%');
  expect(en.change(90, 0)).toBe(UNKNOWN);
});

test('times are relative within a week and dates beyond', () => {
  const now = new Date('2026-03-10T12:00:00Z');
  expect(en.relative('2026-03-10T11:55:00Z', now)).toBe('5 minutes ago');
  expect(ru.relative('2026-03-09T12:00:00Z', now)).toBe('вчера');
  expect(en.relative('2026-01-10T12:00:00Z', now)).toBe('10 Jan 2026');
});

test('a date is the same day in every time zone', () => {
  expect(en.date('2026-03-10')).toBe('10 Mar 2026');
});
