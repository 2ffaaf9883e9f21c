import { compare, digitsOf, isZero, less, share, sum, typed } from '../../../format/decimal';
import type { Decimal } from '../../../format/formats';
import type { ByUnit, PricedLine, Purchase } from '../queries';

/** Digits of a quantity at most. */
const MOST_DIGITS = 4;

/** Units of a line that come back, as typed; a line without an entry stays. */
export type Asked = Record<number, string>;

/** Units of a line that came back before. */
function before(purchase: Purchase, line: PricedLine): Decimal {
  return purchase.returned.find((units) => units.line === line.line)?.quantity ?? '0';
}

/** Units of a line that can still come back. */
export function left(purchase: Purchase, line: PricedLine): Decimal {
  return less(line.quantity, before(purchase, line));
}

/** What is wrong with the units typed for a line. */
export function flaw(
  purchase: Purchase,
  line: PricedLine,
  text: string,
): 'missing' | 'tooMany' | null {
  const units = typed(text, MOST_DIGITS);
  if (units === null || isZero(units)) return 'missing';
  return compare(units, left(purchase, line)) > 0 ? 'tooMany' : null;
}

/** The lines as the call takes them. */
export function returnLines(asked: Asked): { line: number; quantity: Decimal }[] {
  return Object.entries(asked).map(([line, text]) => ({
    line: Number(line),
    quantity: typed(text, MOST_DIGITS) ?? '0',
  }));
}

/** What a return brings back. */
export interface Effect {
  refund: Decimal;
  /** Points spent that go back to the member. */
  restored: ByUnit;
  /** Points earned that are taken back. */
  reversed: ByUnit;
}

/**
 * What a return will bring back, as the server counts it: after some units of a line have come back, everything it
 * carried has come back as `round(whole × returned ÷ quantity)`.
 */
export function effect(purchase: Purchase, asked: Asked): Effect {
  const found: Effect = { refund: '0.00', restored: {}, reversed: {} };
  for (const line of purchase.lines) {
    const units = typed(asked[line.line] ?? '', MOST_DIGITS);
    if (units === null) continue;
    const back = (whole: Decimal) => {
      const digits = digitsOf(whole);
      const earlier = before(purchase, line);
      const after = share(whole, sum(earlier, units), line.quantity, digits);
      return less(after, share(whole, earlier, line.quantity, digits));
    };
    found.refund = sum(found.refund, back(line.to_pay));
    for (const [unit, points] of Object.entries(line.redeemed)) {
      if (unit !== 'amount') add(found.restored, unit, back(points));
    }
    for (const [unit, points] of Object.entries(line.earned)) {
      add(found.reversed, unit, back(points));
    }
  }
  return found;
}

/** What cancelling it whole brings back. */
export function wholeEffect(purchase: Purchase): Effect {
  const all = purchase.lines.map((line) => [line.line, left(purchase, line)] as const);
  return effect(purchase, Object.fromEntries(all));
}

/** Points it earned in all. */
export function earned(purchase: Purchase): ByUnit {
  const found: ByUnit = {};
  for (const { unit, amount } of purchase.earn) add(found, unit, amount);
  return found;
}

/** Points that will be missing: what is taken back, less what the member has and gets back. */
export function missing(
  effect: Effect,
  accounts: { unit: string; spendable: Decimal; pending: Decimal }[],
): ByUnit {
  const found: ByUnit = {};
  for (const { unit, spendable, pending } of accounts) {
    const has = sum(spendable, pending, effect.restored[unit] ?? '0');
    const short = less(effect.reversed[unit] ?? '0', has);
    if (compare(short, '0') > 0) found[unit] = short;
  }
  return found;
}

function add(sums: ByUnit, unit: string, amount: Decimal): void {
  sums[unit] = sum(sums[unit] ?? '0', amount);
}
