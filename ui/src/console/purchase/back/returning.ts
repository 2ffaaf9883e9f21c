import { compare, isZero, less, sum, typed } from '../../../format/decimal';
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

/** Whether what is picked can come back: some lines, and of each no more than is left. */
export function pickable(purchase: Purchase, asked: Asked): boolean {
  const picked = purchase.lines.filter((line) => line.line in asked);
  return (
    picked.length > 0 &&
    picked.every((line) => flaw(purchase, line, asked[line.line] ?? '') === null)
  );
}

/** Points it earned in all. */
export function earned(purchase: Purchase): ByUnit {
  const found: ByUnit = {};
  for (const { unit, amount } of purchase.earn) add(found, unit, amount);
  return found;
}

function add(sums: ByUnit, unit: string, amount: Decimal): void {
  sums[unit] = sum(sums[unit] ?? '0', amount);
}
