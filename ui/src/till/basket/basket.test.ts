import { expect, test } from 'vitest';

import {
  type Basket,
  type Buyer,
  type Change,
  changed,
  emptyBasket,
  type Goods,
  selectedLine,
  shelfTotal,
  unpriced,
} from './basket';

const burger: Goods = { sku: 'burger', name: 'Burger', price: '400.00', club: '350.00' };
const cheese: Goods = { sku: 'cheese', name: 'Cheese', price: null, club: null };
const ann: Buyer = { ref: { id: 'mem_1' }, name: 'Ann', phone: null, cards: [], blocked: false };

function play(...changes: Change[]): Basket {
  return changes.reduce(changed, emptyBasket('b-1'));
}

/** `burger×2 cheese×1*`: the star is the selected line. */
function seen(basket: Basket): string {
  return basket.lines
    .map(({ line, name, quantity }) => `${name}×${quantity}${line === basket.selected ? '*' : ''}`)
    .join(' ');
}

const add: Change = { do: 'add', goods: burger };
const addCheese: Change = { do: 'add', goods: cheese };

test('lines are added, counted, chosen and removed', () => {
  const cases: [Change[], string][] = [
    [[add], 'Burger×1*'],
    [[add, add, addCheese], 'Burger×2 Cheese×1*'],
    [[add, addCheese, add], 'Burger×2* Cheese×1'],
    [[add, { do: 'quantity', line: 1, quantity: '0.35' }], 'Burger×0.35*'],
    [[add, addCheese, { do: 'quantity', line: 2, quantity: '0' }], 'Burger×1*'],
    [[add, addCheese, { do: 'select', line: 1 }, { do: 'remove', line: 1 }], 'Cheese×1*'],
    [[add, addCheese, { do: 'step', by: -1 }], 'Burger×1* Cheese×1'],
    [[add, { do: 'step', by: 1 }, { do: 'step', by: 1 }], 'Burger×1*'],
    [[add, { do: 'remove', line: 7 }], 'Burger×1*'],
    [[add, { do: 'remove', line: 1 }], ''],
    [[add, { do: 'fresh', id: 'b-2' }], ''],
  ];
  for (const [changes, basket] of cases) expect(seen(play(...changes))).toBe(basket);
});

test('a number of a line is never used twice', () => {
  const basket = play(add, { do: 'remove', line: 1 }, add);
  expect(basket.lines.map((line) => line.line)).toEqual([2]);
});

test('goods of another price are a line of their own, goods without one are joined', () => {
  const typed = play(addCheese, { do: 'price', line: 1, price: '99.90' }, addCheese);
  expect(typed.lines.map((line) => [line.price, line.quantity])).toEqual([['99.90', '2']]);
  const dearer = play(add, { do: 'add', goods: { ...burger, price: '410.00' } });
  expect(dearer.lines).toHaveLength(2);
  expect(unpriced(play(add, addCheese))?.name).toBe('Cheese');
  expect(selectedLine(play(add, addCheese))?.name).toBe('Cheese');
});

test('another buyer does not spend what the first wanted to', () => {
  const basket = play(
    add,
    { do: 'buyer', buyer: ann },
    { do: 'redeem', unit: 'points', much: 'max' },
  );
  expect(basket.redeem).toEqual({ points: 'max' });
  expect(changed(basket, { do: 'redeem', unit: 'points', much: null }).redeem).toEqual({});
  expect(changed(basket, { do: 'buyer', buyer: null }).redeem).toEqual({});
  expect(changed(basket, { do: 'remove', line: 1 }).redeem).toEqual({});
});

test('a coupon is presented once', () => {
  const twice = play({ do: 'coupon', code: 'SPRING' }, { do: 'coupon', code: 'SPRING' });
  expect(twice.coupons).toEqual(['SPRING']);
  expect(changed(twice, { do: 'uncoupon', code: 'SPRING' }).coupons).toEqual([]);
});

test('without the server goods cost their shelf price, members the lower one', () => {
  const amount: Change = { do: 'amount', name: 'Amount', price: '0.10' };
  expect(shelfTotal(play(), 2)).toBe('0.00');
  expect(shelfTotal(play(add, add, amount), 2)).toBe('800.10');
  expect(shelfTotal(play(add, { do: 'buyer', buyer: ann }), 2)).toBe('350.00');
  const blocked = play(add, { do: 'buyer', buyer: { ...ann, blocked: true } });
  expect(shelfTotal(blocked, 2)).toBe('400.00');
  const weighed = play(addCheese, { do: 'price', line: 1, price: '1299.90' });
  expect(shelfTotal(changed(weighed, { do: 'quantity', line: 1, quantity: '0.345' }), 2)).toBe(
    '448.47',
  );
});
