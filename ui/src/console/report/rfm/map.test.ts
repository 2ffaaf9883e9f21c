import { expect, test } from 'vitest';

import { addressOf, countOf, namesOf, part, squares, whoOf } from './map';

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
});

test('names are called as the language has them', () => {
  const row = { name: 'stars', title: { en: 'Stars', ru: 'Звёзды' }, members: 1, revenue: '1.00' };
  expect(namesOf({ names: [row] }, 'ru')).toEqual([{ id: 'stars', title: 'Звёзды' }]);
});

test('an address asks for a square, a name, or who moved', () => {
  const check = (address: Record<string, string>, who: ReturnType<typeof whoOf>) => {
    expect(whoOf(address)).toEqual(who);
    const back = Object.entries(addressOf(who)).filter(([, value]) => value !== undefined);
    expect(Object.fromEntries(back)).toEqual(who ? address : {});
  };
  check({ cell: '5-4' }, { r: '5', f: '4' });
  check({ name: 'lost' }, { name: 'lost' });
  check({ name: 'lost', was: 'loyal' }, { name: 'lost', from: 'loyal' });
  check({}, undefined);
  check({ cell: 'best' }, undefined);
});

test('the map has so many of them', () => {
  const rfm = {
    names: [
      { name: 'lost', title: { en: '', ru: '' }, members: 7, revenue: '1.00' },
      { name: 'new', title: { en: '', ru: '' }, members: 2, revenue: '1.00' },
    ],
    cells: [cell(5, 4, 1, 3, 'new'), cell(5, 4, 2, 4, 'new'), cell(4, 5, 1, 9, 'new')],
    moves: [
      { from: 'new', to: 'lost', members: 4 },
      { from: null, to: 'new', members: 1 },
    ],
  };
  expect(countOf({ name: 'lost' }, rfm)).toBe(7);
  expect(countOf({ r: '5', f: '4' }, rfm)).toBe(7);
  expect(countOf({ name: 'lost', from: 'new' }, rfm)).toBe(4);
  expect(countOf({ name: 'new', from: 'none' }, rfm)).toBe(1);
  expect(countOf({ name: 'new', from: 'lost' }, rfm)).toBe(0);
});
