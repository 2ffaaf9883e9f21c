import { expect, test } from 'vitest';

import { cutAtDigits, phone } from './phone';

test('telephones are grouped as they are read', () => {
  expect(phone('+79757654321')).toBe('+7 975 765-43-21');
  expect(phone('+447911123456')).toBe('+44 7911 123456');
  expect(phone('+4915112345678')).toBe('+4915112345678');
});

test('digits are found across what groups them', () => {
  expect(cutAtDigits('+7 975 765-43-21', '5432')).toEqual(['+7 975 76', '5-43-2', '1']);
  expect(cutAtDigits('+7 975 765-43-21', '999')).toBeNull();
  expect(cutAtDigits('+7 975 765-43-21', 'ива')).toBeNull();
});
