import type { components } from '../../api/schema';
import { compare, digitsOf, isZero, less, share, sum } from '../../format/decimal';
import type { Decimal } from '../../format/formats';

type Schemas = components['schemas'];
type Purchase = Schemas['Purchase'];
type PricedLine = Schemas['PricedLine'];

/** What the cashier ticked: how many units of each line come back. */
export type Ticked = Record<number, Decimal>;

/** What a return will give back and take back. */
export interface Preview {
  refund: Decimal;
  /** Spent points that come back, by unit. */
  restored: Record<string, Decimal>;
  /** Earned points that are taken back, by unit. */
  reversed: Record<string, Decimal>;
}

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

/**
 * What a return of the ticked units comes to where sets are kept: of each line the share of all that came back so far
 * less the share given back before, so that parts add up to the whole.
 */
export function preview(purchase: Purchase, ticked: Ticked): Preview {
  const whole: Preview = { refund: '0', restored: {}, reversed: {} };
  for (const line of purchase.lines) {
    const quantity = ticked[line.line];
    if (quantity === undefined || isZero(quantity)) continue;
    const before = cameBack(purchase, line.line);
    const after = sum(before, quantity);
    const part = (amount: Decimal) => {
      const digits = digitsOf(amount);
      return less(
        share(amount, after, line.quantity, digits),
        share(amount, before, line.quantity, digits),
      );
    };
    whole.refund = sum(whole.refund, part(line.to_pay));
    join(whole.restored, pointsOf(line.redeemed), part);
    join(whole.reversed, line.earned, part);
  }
  return whole;
}

/** The points of a redemption, without the money they paid. */
export function pointsOf(redeemed: Schemas['Redeemed']): Record<string, Decimal> {
  return Object.fromEntries(Object.entries(redeemed).filter(([name]) => name !== 'amount'));
}

function join(
  all: Record<string, Decimal>,
  line: Record<string, Decimal>,
  part: (amount: Decimal) => Decimal,
): void {
  for (const [unit, amount] of Object.entries(line)) {
    const points = sum(all[unit] ?? '0', part(amount));
    if (!isZero(points)) all[unit] = points;
  }
}
