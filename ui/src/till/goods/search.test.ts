import { expect, test } from 'vitest';

import { catalogueOf, searchGoods } from './search';

const names = ['Бургер «Герой»', 'Чизбургер', 'Мёд', 'Cola', 'Cola Zero'];
const catalogue = catalogueOf(
  names.map((name, at) => ({ sku: `s${at}`, name, price: '1.00', club: null })),
  true,
);

test('goods are found by parts of their names and by code', () => {
  const cases: [string, string[]][] = [
    ['бургер', ['Бургер «Герой»', 'Чизбургер']],
    ['ГЕРО бур', ['Бургер «Герой»']],
    ['герой', ['Бургер «Герой»']],
    ['мед', ['Мёд']],
    ['zero col', ['Cola Zero']],
    ['s3', ['Cola']],
    ['  ', []],
    ['nothing', []],
  ];
  for (const [text, found] of cases) {
    expect(
      searchGoods(catalogue, text, 8).map((each) => each.name),
      text,
    ).toEqual(found);
  }
  expect(searchGoods(catalogue, 'cola', 1)).toHaveLength(1);
});
