import type { components } from '../../api/schema';
import { isZero, sum } from '../../format/decimal';
import { type Basket, shelfAmount } from './basket';

type Schemas = components['schemas'];
export type Quote = Schemas['Quote'];
export type PurchaseBody = Schemas['PurchaseRequest'];

/** Where and by whom it is sold. */
export interface Place {
  store: string;
  till: string;
  cashier: string;
}

function head(basket: Basket, place: Place) {
  return {
    ...(basket.buyer ? { member: basket.buyer.ref } : {}),
    store: place.store,
    till: place.till,
    cashier: place.cashier,
  };
}

function lines(basket: Basket): Schemas['Line'][] {
  return basket.lines.map(({ line, sku, quantity, price, giftOf }) => ({
    line,
    ...(sku === null ? {} : { sku }),
    quantity,
    price: price ?? '0',
    ...(giftOf === undefined ? {} : { gift_of: giftOf }),
  }));
}

/** What a quote of the basket is asked with. What it would spend is held, so that no other till spends it meanwhile. */
export function quoteBody(basket: Basket, place: Place): Schemas['Basket'] {
  return {
    basket: basket.id,
    ...head(basket, place),
    lines: lines(basket),
    coupons: basket.coupons,
    gift_cards: basket.giftCards.map((code) => ({ code })),
    redeem: basket.redeem,
    hold: Object.keys(basket.redeem).length > 0 || basket.giftCards.length > 0,
  };
}

/** The purchase that confirms a quote. */
export function confirmBody(basket: Basket, quote: Quote): PurchaseBody {
  return { id: basket.id, quote: quote.quote };
}

/** The purchase of a till without the server: what was sold for what, nothing spent. */
export function offlineBody(basket: Basket, place: Place, digits: number, now: Date): PurchaseBody {
  return {
    id: basket.id,
    ...head(basket, place),
    at: localInstant(now),
    lines: lines(basket).map((line, at) => {
      const sold = basket.lines[at];
      return sold ? { ...line, sold_for: shelfAmount(sold, basket.buyer, digits) } : line;
    }),
    priced: 'till',
  };
}

/**
 * The same sale told afterwards: the buyer has paid what the quote said, but the server never answered and the quote
 * is gone. What was paid stands, and so do the points and gift cards that were spent for it.
 */
export function paidBody(basket: Basket, place: Place, quote: Quote, now: Date): PurchaseBody {
  const spent = Object.entries(quote.redeem).filter(([, { granted }]) => !isZero(granted));
  return {
    id: basket.id,
    ...head(basket, place),
    at: localInstant(now),
    lines: lines(basket).map((line) => {
      const priced = quote.lines.find((each) => each.line === line.line);
      // Points pay for what it was sold for; they do not make it cheaper.
      return priced ? { ...line, sold_for: sum(priced.to_pay, priced.redeemed.amount) } : line;
    }),
    coupons: basket.coupons,
    gift_cards: quote.gift_cards
      .filter(({ amount }) => !isZero(amount))
      .map(({ code, amount }) => ({ code, amount })),
    redeem: Object.fromEntries(spent.map(([unit, { granted }]) => [unit, granted])),
    priced: 'till',
  };
}

/** An instant with the offset of the till's clock, which is kept as the local one. */
export function localInstant(now: Date): string {
  const minutes = -now.getTimezoneOffset();
  const local = new Date(now.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, '0');
  const away = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}
