import { expect, test } from 'vitest';

import { formats } from '../../format/formats';
import { changed, emptyBasket } from '../basket/basket';
import type { Quote } from '../basket/body';
import { offlineReceipt, receiptOf, receiptText, type ReceiptWords, WIDTH } from './receipt';

const words: ReceiptWords = {
  receipt: 'Receipt',
  till: 'till',
  cashier: 'Cashier',
  buyer: 'Buyer',
  amount: 'Sum',
  discount: 'Discount',
  byPoints: 'Paid with points',
  byCard: (end) => `Gift card …${end}`,
  cardLeft: 'left on it',
  cardSold: 'Gift card sold',
  toPay: 'TO PAY',
  spent: 'Spent',
  earned: 'Earned',
  balance: 'Balance',
  offline: 'Points are added when the till is connected again.',
  unanswered: 'Not yet confirmed.',
  thanks: 'Thank you!',
};
const en = formats('en');
const money = (amount: string) => en.number(amount);

const basket = [
  {
    do: 'add' as const,
    goods: {
      sku: 'burger',
      name: 'A burger with a name that is far too long for a narrow paper roll',
      price: '400.00',
      club: null,
    },
  },
  {
    do: 'buyer' as const,
    buyer: { ref: { id: 'mem_1' }, name: 'Ann', phone: null, cards: [], blocked: false },
  },
].reduce(changed, emptyBasket('1W3F-9QXM-2ABC'));
const head = { basket, at: '2026-03-10T12:06:00', store: 'Kazan', till: '2', cashier: 'Eve' };

const quote = {
  lines: [
    {
      line: 1,
      quantity: '1',
      amount: '400.00',
      discounts: [{ granted: '40.00' }],
      redeemed: { points: '160', amount: '160.00' },
      to_pay: '200.00',
    },
  ],
  totals: {
    amount: '400.00',
    discount: '40.00',
    redeemed: '160.00',
    to_pay: '200.00',
    gift_cards: '150.00',
    due: '50.00',
  },
  gift_cards: [{ code: 'GC7K2M9QX4T0RWC', amount: '150.00', left: '850.00' }],
  earn: [
    { unit: 'points', amount: '20' },
    { unit: 'points', amount: '10' },
  ],
} as unknown as Quote;

test('a receipt has every line within the paper, with what was spent and earned', () => {
  const receipt = receiptOf(head, quote, () => 'bonuses', 'posted');
  receipt.balance = [{ name: 'bonuses', points: '190' }];
  const text = receiptText(receipt, words, en, money);
  for (const line of text.split('\n')) expect(line.length, line).toBeLessThanOrEqual(WIDTH);
  for (const [label, value] of [
    ['  Discount', '−40'],
    ['Paid with points', '−160'],
    ['Gift card …0RWC', '−150'],
    ['  left on it', '850'],
    ['TO PAY', '50'],
    ['Spent: bonuses', '160'],
    ['Earned: bonuses', '30'],
    ['Balance: bonuses', '190'],
  ] as const) {
    const found = text.split('\n').find((line) => line.startsWith(label));
    expect(found?.endsWith(` ${value}`), label).toBe(true);
  }
});

test('a sale without the server says when its points come', () => {
  const text = receiptText(offlineReceipt(head, 2), words, en, money);
  expect(text).toContain('Points are added');
  expect(text).toContain('TO PAY');
  expect(text).not.toContain('Earned');
  expect(text).not.toContain('Discount');
});
