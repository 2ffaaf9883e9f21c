import { isZero, negative, sum } from '../../format/decimal';
import type { Decimal, Formats } from '../../format/formats';
import { type Basket, shelfAmount, shelfTotal } from '../basket/basket';
import type { Quote } from '../basket/body';
import { pointsOf } from '../back/ticked';

/** Characters of a line of a till's paper: 80 mm. */
export const WIDTH = 42;

export interface ReceiptLine {
  name: string;
  quantity: Decimal;
  price: Decimal;
  /** At shelf price. */
  amount: Decimal;
  discount: Decimal;
}

export interface Points {
  name: string;
  points: Decimal;
}

/** What is printed for the buyer. */
export interface Receipt {
  number: string;
  at: string;
  store: string;
  till: string;
  cashier: string;
  buyer: string | null;
  lines: ReceiptLine[];
  amount: Decimal;
  discount: Decimal;
  /** Paid by points. */
  redeemed: Decimal;
  /** Paid by gift cards, each with what is left on it. */
  cards: { end: string; amount: Decimal; left: Decimal }[];
  /** Gift cards sold, by their codes. */
  sold: { code: string; amount: Decimal }[];
  /** In money. */
  toPay: Decimal;
  spent: Points[];
  earned: Points[];
  /** After the purchase; null until it is known. */
  balance: Points[] | null;
  /** How it stands with the server. */
  state: 'posted' | 'offline' | 'unanswered';
}

export interface ReceiptWords {
  receipt: string;
  till: string;
  cashier: string;
  buyer: string;
  amount: string;
  discount: string;
  byPoints: string;
  byCard: (end: string) => string;
  cardLeft: string;
  cardSold: string;
  toPay: string;
  spent: string;
  earned: string;
  balance: string;
  offline: string;
  unanswered: string;
  thanks: string;
}

interface Head {
  basket: Basket;
  at: string;
  store: string;
  till: string;
  cashier: string;
}

/** The receipt of a purchase as the server decided it. */
export function receiptOf(
  head: Head,
  decision: Pick<Quote, 'lines' | 'totals' | 'earn' | 'redeem' | 'gift_cards'>,
  unit: (id: string) => string,
  state: Receipt['state'],
): Receipt {
  const named = (points: Record<string, Decimal>) =>
    Object.entries(points)
      .filter(([, much]) => !isZero(much))
      .map(([id, much]) => ({ name: unit(id), points: much }));
  const spent: Record<string, Decimal> = {};
  for (const line of decision.lines) addTo(spent, pointsOf(line.redeemed));
  return {
    ...headOf(head),
    lines: decision.lines.map((line) => {
      const sold = head.basket.lines.find((each) => each.line === line.line);
      return {
        name: sold?.name ?? String(line.line),
        quantity: line.quantity,
        price: sold?.price ?? line.amount,
        amount: line.amount,
        discount: sum('0', ...line.discounts.map((each) => each.granted)),
      };
    }),
    amount: decision.totals.amount,
    discount: decision.totals.discount,
    redeemed: decision.totals.redeemed,
    cards: decision.gift_cards
      .filter(({ amount }) => !isZero(amount))
      .map(({ code, amount, left }) => ({ end: code.slice(-4), amount, left })),
    sold: [],
    toPay: decision.totals.due,
    spent: named(spent),
    earned: named(earnedOf(decision)),
    balance: null,
    state,
  };
}

/** The receipt of a sale without the server. */
export function offlineReceipt(head: Head, digits: number): Receipt {
  const { basket } = head;
  const zero = sum('0', shelfTotal({ ...basket, lines: [] }, digits));
  const full = shelfTotal({ ...basket, buyer: null }, digits);
  const toPay = shelfTotal(basket, digits);
  return {
    ...headOf(head),
    lines: basket.lines.map((line) => {
      const amount = shelfAmount(line, null, digits);
      const member = shelfAmount(line, basket.buyer, digits);
      return {
        name: line.name,
        quantity: line.quantity,
        price: line.price ?? '0',
        amount,
        discount: sum(amount, negative(member)),
      };
    }),
    amount: full,
    discount: sum(full, negative(toPay)),
    redeemed: zero,
    cards: [],
    sold: [],
    toPay,
    spent: [],
    earned: [],
    balance: null,
    state: 'offline',
  };
}

function headOf({ basket, at, store, till, cashier }: Head) {
  return { number: basket.id, at, store, till, cashier, buyer: basket.buyer?.name ?? null };
}

/** Points earned, by unit. */
export function earnedOf(decision: Pick<Quote, 'earn'>): Record<string, Decimal> {
  const all: Record<string, Decimal> = {};
  for (const { unit, amount } of decision.earn) addTo(all, { [unit]: amount });
  return all;
}

function addTo(all: Record<string, Decimal>, more: Record<string, Decimal>): void {
  for (const [unit, much] of Object.entries(more)) all[unit] = sum(all[unit] ?? '0', much);
}

/** The receipt as lines of a fixed width. */
export function receiptText(
  receipt: Receipt,
  words: ReceiptWords,
  format: Formats,
  money: (amount: Decimal) => string,
): string {
  const rule = '-'.repeat(WIDTH);
  const some = (label: string, amount: Decimal, shown: string) =>
    isZero(amount) ? [] : row(label, shown);
  const points = (label: string, list: Points[]) =>
    list.flatMap(({ name, points: much }) => row(`${label}: ${name}`, format.number(much)));
  return [
    centred(receipt.store),
    ...row(`${words.receipt} ${receipt.number}`, ''),
    ...row(format.dateTime(receipt.at), `${words.till} ${receipt.till}`),
    ...row(`${words.cashier}: ${receipt.cashier}`, ''),
    ...(receipt.buyer === null ? [] : row(`${words.buyer}: ${receipt.buyer}`, '')),
    rule,
    ...receipt.lines.flatMap((line) => [
      ...wrapped(line.name),
      ...row(`  ${format.number(line.quantity)} × ${money(line.price)}`, money(line.amount)),
      ...some(`  ${words.discount}`, line.discount, money(negative(line.discount))),
    ]),
    rule,
    ...(receipt.amount === receipt.toPay ? [] : row(words.amount, money(receipt.amount))),
    ...some(words.discount, receipt.discount, money(negative(receipt.discount))),
    ...some(words.byPoints, receipt.redeemed, money(negative(receipt.redeemed))),
    ...receipt.cards.flatMap(({ end, amount, left }) => [
      ...row(words.byCard(end), money(negative(amount))),
      ...row(`  ${words.cardLeft}`, money(left)),
    ]),
    ...row(words.toPay, money(receipt.toPay)),
    ...receipt.sold.flatMap(({ code, amount }) => [
      ...row(words.cardSold, money(amount)),
      ...row(`  ${code}`, ''),
    ]),
    ...(receipt.buyer === null ? [] : [rule]),
    ...points(words.spent, receipt.spent),
    ...points(words.earned, receipt.earned),
    ...points(words.balance, receipt.balance ?? []),
    ...(receipt.state === 'offline' ? wrapped(words.offline) : []),
    ...(receipt.state === 'unanswered' ? wrapped(words.unanswered) : []),
    rule,
    centred(words.thanks),
  ].join('\n');
}

/** Left and right on one line, or the right one on the next if both do not fit. */
function row(left: string, right: string): string[] {
  const room = WIDTH - right.length - 1;
  if (left.length <= room) return [`${left.padEnd(WIDTH - right.length)}${right}`.trimEnd()];
  const parts = wrapped(left);
  const last = parts.at(-1) ?? '';
  if (last.length <= room) return [...parts.slice(0, -1), ...row(last, right)];
  return right === '' ? parts : [...parts, right.padStart(WIDTH)];
}

/** Broken between words, or inside one that is longer than a line. */
function wrapped(text: string): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = indent;
  for (const word of text.trim().split(/ +/)) {
    const joined = line.trim() === '' ? indent + word : `${line} ${word}`;
    if (joined.length <= WIDTH) {
      line = joined;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = indent + word;
    while (line.length > WIDTH) {
      lines.push(line.slice(0, WIDTH));
      line = line.slice(WIDTH);
    }
  }
  return [...lines, line];
}

function centred(text: string): string {
  const short = text.slice(0, WIDTH);
  return ' '.repeat(Math.floor((WIDTH - short.length) / 2)) + short;
}
