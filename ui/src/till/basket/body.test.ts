import { expect, test } from 'vitest';

import { changed, emptyBasket } from './basket';
import { confirmBody, localInstant, offlineBody, paidBody, type Quote, quoteBody } from './body';

const place = { store: 'kazan-1', till: '2', cashier: 'alina' };
const now = new Date('2026-11-22T01:00:00Z');
const ann = {
  ref: { id: 'mem_1' },
  name: 'Ann',
  phone: null,
  cards: ['2900000000018'],
  blocked: false,
};
const basket = [
  {
    do: 'add' as const,
    goods: { sku: 'burger', name: 'Burger', price: '400.00', club: null },
  },
  { do: 'quantity' as const, line: 1, quantity: '2' },
  { do: 'amount' as const, name: 'Amount', price: '10.00' },
  { do: 'buyer' as const, buyer: ann },
  { do: 'redeem' as const, unit: 'points', much: 'max' as const },
].reduce(changed, emptyBasket('1W3F-9QXM-2ABC'));

const quote = {
  quote: 'quo_1',
  lines: [
    { line: 1, to_pay: '400.00', redeemed: { points: '380', amount: '380.00' } },
    { line: 2, to_pay: '10.00', redeemed: { amount: '0.00' } },
  ],
  redeem: { points: { granted: '380' }, miles: { granted: '0' } },
  gift_cards: [
    { code: 'GC1', amount: '150.00' },
    { code: 'GC2', amount: '0.00' },
  ],
} as unknown as Quote;

test('a quote is asked for with the basket as it stands, and holds what it spends', () => {
  expect(quoteBody(basket, place)).toEqual({
    basket: '1W3F-9QXM-2ABC',
    member: { id: 'mem_1' },
    ...place,
    lines: [
      { line: 1, sku: 'burger', quantity: '2', price: '400.00' },
      { line: 2, quantity: '1', price: '10.00' },
    ],
    coupons: [],
    gift_cards: [],
    redeem: { points: 'max' },
    hold: true,
  });
  expect(quoteBody({ ...basket, redeem: {} }, place).hold).toBe(false);
  const byCard = quoteBody({ ...basket, redeem: {}, giftCards: ['GC1'] }, place);
  expect([byCard.gift_cards, byCard.hold]).toEqual([[{ code: 'GC1' }], true]);
  expect(confirmBody(basket, quote)).toEqual({ id: '1W3F-9QXM-2ABC', quote: 'quo_1' });
});

test('without the server the till says what it sold, and spends nothing', () => {
  const body = offlineBody(basket, place, 2, now);
  expect(body.priced).toBe('till');
  expect(body.redeem).toBe(undefined);
  expect(body.lines?.map((line) => line.sold_for)).toEqual(['800.00', '10.00']);
  expect(new Date(body.at ?? '').getTime()).toBe(now.getTime());
});

test('a sale told afterwards keeps what was paid and what was spent', () => {
  const body = paidBody(basket, place, quote, now);
  expect(body.lines?.map((line) => line.sold_for)).toEqual(['780.00', '10.00']);
  expect(body.redeem).toEqual({ points: '380' });
  expect(body.gift_cards).toEqual([{ code: 'GC1', amount: '150.00' }]);
  expect(body.priced).toBe('till');
});

test('instants carry the offset of the clock', () => {
  expect(localInstant(now)).toMatch(/^2026-11-2[12]T\d\d:00:00[+-]\d\d:\d\d$/);
  expect(new Date(localInstant(now)).getTime()).toBe(now.getTime());
});
