import { expect, test } from 'vitest';

import { nameOf, part, squares } from './map';

const cell = (r: number, f: number, m: number, members: number, name: string | null) => ({
  r,
  f,
  m,
  members,
  revenue: '10.50',
  name,
});

test('a square holds its cells of money and has the name most of its members have', () => {
  const found = squares({
    cells: [
      cell(5, 5, 5, 3, 'champions'),
      cell(5, 5, 4, 4, 'potential_loyalists'),
      cell(5, 5, 3, 2, 'potential_loyalists'),
      cell(1, 1, 1, 7, 'lost'),
    ],
  });
  expect(found).toEqual([
    { r: 5, f: 5, members: 9, revenue: '31.50', name: 'potential_loyalists' },
    { r: 1, f: 1, members: 7, revenue: '10.50', name: 'lost' },
  ]);
  expect(squares({ cells: [cell(1, 1, 1, 1, null)] })[0]?.name).toBeUndefined();
  expect(squares({ cells: [] })).toEqual([]);
});

test('a part of nothing is unknown', () => {
  expect(part('5.00', '20.00')).toBe(0.25);
  expect(part(0, 0)).toBeNull();
  expect([nameOf('lost'), nameOf('gone')]).toEqual(['lost', undefined]);
});
