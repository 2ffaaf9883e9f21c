import { expect, test } from 'vitest';

import { cell } from './export';

test('cells are safe in a spreadsheet and whole in a reader', () => {
  const cases: [string | number, string][] = [
    ['plain', 'plain'],
    [12.5, '12.5'],
    ['-12.50', '-12.50'],
    ['a,b', '"a,b"'],
    ['say "yes"', '"say ""yes"""'],
    ['=1+1', "'=1+1"],
    ['-cmd', "'-cmd"],
    ['+7 900', "'+7 900"],
  ];
  for (const [value, written] of cases) expect(cell(value)).toBe(written);
});
