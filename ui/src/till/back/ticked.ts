import type { components } from '../../api/schema';
import { compare, isZero, less, sum } from '../../format/decimal';
import type { Decimal } from '../../format/formats';

type Schemas = components['schemas'];
type Purchase = Schemas['Purchase'];
type PricedLine = Schemas['PricedLine'];

/** What the cashier ticked: how many units of each line come back. */
export type Ticked = Record<number, Decimal>;

/** Units of a line that have come back already. */
export function cameBack(purchase: Purchase, line: number): Decimal {
  const parts = purchase.returned.filter((each) => each.line === line);
  return sum('0', ...parts.map((each) => each.quantity));
}

/** Units of a line that can still come back. */
export function left(purchase: Purchase, line: PricedLine): Decimal {
  return less(line.quantity, cameBack(purchase, line.line));
}

/** Everything that can still come back. */
export function everything(purchase: Purchase): Ticked {
  const lines = purchase.lines.map((line) => [line.line, left(purchase, line)] as const);
  return Object.fromEntries(lines.filter(([, quantity]) => !isZero(quantity)));
}

/** Whether so many units of a line can come back. */
export function possible(purchase: Purchase, line: PricedLine, quantity: Decimal): boolean {
  return compare(quantity, '0') > 0 && compare(quantity, left(purchase, line)) <= 0;
}

/** As a return names them. */
export function linesOf(ticked: Ticked): Schemas['ReturnLine'][] {
  return Object.entries(ticked).map(([line, quantity]) => ({ line: Number(line), quantity }));
}

/** The points of a redemption, without the money they paid. */
export function pointsOf(redeemed: Schemas['Redeemed']): Record<string, Decimal> {
  return Object.fromEntries(Object.entries(redeemed).filter(([name]) => name !== 'amount'));
}
