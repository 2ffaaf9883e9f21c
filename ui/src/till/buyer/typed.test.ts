import { expect, test } from 'vitest';

import { asSearched, birthDate, names } from './typed';

test('birth dates are read as people write them', () => {
  const today = new Date('2026-11-22T12:00:00Z');
  const cases: [string, string | null][] = [
    ['7.3.1990', '1990-03-07'],
    ['07/03/1990', '1990-03-07'],
    ['07031990', '1990-03-07'],
    ['1990-03-07', '1990-03-07'],
    ['29.02.2000', '2000-02-29'],
    ['29.02.2001', null],
    ['31.04.1990', null],
    ['01.01.2030', null],
    ['01.01.1880', null],
    ['7.3.90', null],
    ['', null],
    ['tomorrow', null],
  ];
  for (const [text, date] of cases) expect(birthDate(text, today), text).toBe(date);
});

test('one field takes both names', () => {
  expect(names('  Анна  Петрова ')).toEqual({ first_name: 'Анна', last_name: 'Петрова' });
  expect(names('Cher')).toEqual({ first_name: 'Cher' });
  expect(names(' ')).toEqual({});
});

test('telephones are searched by their digits, names as they are', () => {
  const cases: [string, string][] = [
    ['8 (975) 765-43-21', '79757654321'],
    ['+7 975 765', '7975765'],
    ['4321', '4321'],
    [' Анна ', 'Анна'],
    ['BH-17', 'BH-17'],
  ];
  for (const [typed, searched] of cases) expect(asSearched(typed)).toBe(searched);
});
