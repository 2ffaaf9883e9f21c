import { compare, isZero, round, sum, times } from '../../format/decimal';
import type { Decimal } from '../../format/formats';

/** Goods as the till knows them. */
export interface Goods {
  sku: string;
  name: string;
  price: Decimal | null;
  /** Member's price of one. */
  club: Decimal | null;
}

export interface BasketLine {
  line: number;
  /** Null: an amount without goods. */
  sku: string | null;
  name: string;
  /** Null until the cashier has typed it. */
  price: Decimal | null;
  club: Decimal | null;
  quantity: Decimal;
  /** The rule whose gift it is. */
  giftOf?: string;
}

/** Who is buying. */
export interface Buyer {
  /** How calls name them: our id once the server knows them, else the card that was read without it. */
  ref: { id: string } | { card: string };
  /** As greeted. */
  name: string;
  phone: string | null;
  cards: string[];
  blocked: boolean;
}

export interface Basket {
  /** The till's id of the basket, which becomes the purchase's and the receipt's number. */
  id: string;
  lines: BasketLine[];
  /** The number of the next line; never used twice. */
  next: number;
  selected: number | null;
  buyer: Buyer | null;
  coupons: string[];
  /** Codes of gift cards that pay, in the order they were scanned. */
  giftCards: string[];
  /** What to spend, by unit: `max` or so many points. */
  redeem: Record<string, 'max' | Decimal>;
}

export type Change =
  | { do: 'add'; goods: Goods }
  | { do: 'present'; rule: string; goods: Goods }
  | { do: 'amount'; name: string; price: Decimal }
  | { do: 'quantity'; line: number; quantity: Decimal }
  | { do: 'price'; line: number; price: Decimal }
  | { do: 'remove'; line: number }
  | { do: 'select'; line: number }
  | { do: 'step'; by: 1 | -1 }
  | { do: 'buyer'; buyer: Buyer | null }
  | { do: 'coupon'; code: string }
  | { do: 'uncoupon'; code: string }
  | { do: 'gift'; code: string }
  | { do: 'ungift'; code: string }
  | { do: 'redeem'; unit: string; much: 'max' | Decimal | null }
  | { do: 'renumber'; id: string }
  | { do: 'fresh'; id: string };

export function emptyBasket(id: string): Basket {
  return {
    id,
    lines: [],
    next: 1,
    selected: null,
    buyer: null,
    coupons: [],
    giftCards: [],
    redeem: {},
  };
}

/** The basket after a change. */
export function changed(basket: Basket, change: Change): Basket {
  switch (change.do) {
    case 'add':
      return added(basket, change.goods);
    case 'present':
      return presented(basket, change.rule, change.goods);
    case 'amount':
      return appended(basket, { sku: null, name: change.name, price: change.price, club: null });
    case 'quantity':
      return isZero(change.quantity)
        ? removed(basket, change.line)
        : withLine(basket, change.line, { quantity: change.quantity });
    case 'price':
      return withLine(basket, change.line, { price: change.price });
    case 'remove':
      return removed(basket, change.line);
    case 'select':
      return { ...basket, selected: change.line };
    case 'step':
      return stepped(basket, change.by);
    case 'buyer':
      // What one buyer wanted to spend is not the next one's wish.
      return { ...basket, buyer: change.buyer, redeem: {} };
    case 'coupon':
      return basket.coupons.includes(change.code)
        ? basket
        : { ...basket, coupons: [...basket.coupons, change.code] };
    case 'uncoupon':
      return { ...basket, coupons: basket.coupons.filter((code) => code !== change.code) };
    case 'gift':
      return basket.giftCards.includes(change.code)
        ? basket
        : { ...basket, giftCards: [...basket.giftCards, change.code] };
    case 'ungift':
      return { ...basket, giftCards: basket.giftCards.filter((code) => code !== change.code) };
    case 'redeem':
      return { ...basket, redeem: spending(basket.redeem, change.unit, change.much) };
    case 'renumber':
      return { ...basket, id: change.id };
    case 'fresh':
      return emptyBasket(change.id);
  }
}

function spending(
  redeem: Basket['redeem'],
  unit: string,
  much: 'max' | Decimal | null,
): Basket['redeem'] {
  const others = Object.entries(redeem).filter(([name]) => name !== unit);
  return Object.fromEntries(much === null ? others : [...others, [unit, much]]);
}

/** A line that is a gift, as the rule gives it. */
function presented(basket: Basket, rule: string, goods: Goods): Basket {
  const { next } = basket;
  const lines = appended(basket, goods).lines.map((line) =>
    line.line === next ? { ...line, giftOf: rule } : line,
  );
  return { ...appended(basket, goods), lines };
}

/** One more piece of goods that are there already, else a new line. */
function added(basket: Basket, goods: Goods): Basket {
  const there = basket.lines.find(
    (line) =>
      line.sku === goods.sku &&
      line.giftOf === undefined &&
      (goods.price === null || line.price === goods.price),
  );
  if (!there) return appended(basket, goods);
  return {
    ...withLine(basket, there.line, { quantity: sum(there.quantity, '1') }),
    selected: there.line,
  };
}

function appended(
  basket: Basket,
  { sku, name, price, club }: Pick<BasketLine, 'sku' | 'name' | 'price' | 'club'>,
): Basket {
  const line: BasketLine = { line: basket.next, sku, name, price, club, quantity: '1' };
  return {
    ...basket,
    lines: [...basket.lines, line],
    next: basket.next + 1,
    selected: line.line,
  };
}

function withLine(basket: Basket, line: number, values: Partial<BasketLine>): Basket {
  return {
    ...basket,
    lines: basket.lines.map((each) => (each.line === line ? { ...each, ...values } : each)),
  };
}

/** The line that takes the place of a removed one is selected, so that removing goes on. */
function removed(basket: Basket, line: number): Basket {
  const at = basket.lines.findIndex((each) => each.line === line);
  if (at === -1) return basket;
  const lines = basket.lines.filter((each) => each.line !== line);
  const selected =
    basket.selected === line
      ? (lines[Math.min(at, lines.length - 1)]?.line ?? null)
      : basket.selected;
  return { ...basket, lines, selected, redeem: lines.length === 0 ? {} : basket.redeem };
}

function stepped(basket: Basket, by: 1 | -1): Basket {
  const at = basket.lines.findIndex((each) => each.line === basket.selected);
  const to = basket.lines[Math.max(0, Math.min(basket.lines.length - 1, at + by))];
  return to ? { ...basket, selected: to.line } : basket;
}

export function selectedLine(basket: Basket): BasketLine | null {
  return basket.lines.find((line) => line.line === basket.selected) ?? null;
}

/** The line whose price is still to be typed. */
export function unpriced(basket: Basket): BasketLine | null {
  return basket.lines.find((line) => line.price === null) ?? null;
}

export function isEmpty(basket: Basket): boolean {
  return basket.lines.length === 0;
}

/** What one costs without the server: members pay the lower of two prices. */
export function shelfPrice(line: BasketLine, buyer: Buyer | null): Decimal {
  const price = line.price ?? '0';
  const member = buyer !== null && !buyer.blocked && line.club !== null;
  return member && line.club !== null && compare(line.club, price) < 0 ? line.club : price;
}

/** What a line costs without the server. */
export function shelfAmount(line: BasketLine, buyer: Buyer | null, digits: number): Decimal {
  return round(times(shelfPrice(line, buyer), line.quantity), digits);
}

/** What the basket costs without the server: no offers, no coupons, no points. */
export function shelfTotal(basket: Basket, digits: number): Decimal {
  const zero = round('0', digits);
  return sum(zero, ...basket.lines.map((line) => shelfAmount(line, basket.buyer, digits)));
}
