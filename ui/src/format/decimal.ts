import type { Decimal } from './formats';

/** A decimal text as a whole number of its last digit's units. */
interface Exact {
  units: bigint;
  /** Digits after the point. */
  digits: number;
}

const WRITTEN = /^-?\d+(\.\d+)?$/;

function read(text: Decimal): Exact {
  if (!WRITTEN.test(text)) throw new Error(`not a decimal text: ${text}`);
  const [whole = '', fraction = ''] = text.split('.');
  return { units: BigInt(whole + fraction), digits: fraction.length };
}

function write({ units, digits }: Exact): Decimal {
  const sign = units < 0n ? '-' : '';
  const all = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + all : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

function scaled({ units, digits }: Exact, to: number): bigint {
  return units * 10n ** BigInt(to - digits);
}

/** The sum of decimal texts, with the digits of the longest. */
export function sum(...texts: Decimal[]): Decimal {
  const parts = texts.map(read);
  const digits = Math.max(0, ...parts.map((part) => part.digits));
  return write({ units: parts.reduce((all, part) => all + scaled(part, digits), 0n), digits });
}

/** The same with the other sign. */
export function negative(text: Decimal): Decimal {
  const { units, digits } = read(text);
  return write({ units: -units, digits });
}

/** `a` less `b`. */
export function less(a: Decimal, b: Decimal): Decimal {
  return sum(a, negative(b));
}

/** The exact product. */
export function times(a: Decimal, b: Decimal): Decimal {
  const [x, y] = [read(a), read(b)];
  return write({ units: x.units * y.units, digits: x.digits + y.digits });
}

/** -1, 0 or 1. */
export function compare(a: Decimal, b: Decimal): number {
  const units = read(less(a, b)).units;
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

export function isZero(text: Decimal): boolean {
  return read(text).units === 0n;
}

/** The fraction `part / whole` of an amount, rounded half-up to so many digits. */
export function share(amount: Decimal, part: Decimal, whole: Decimal, digits: number): Decimal {
  const [a, p, w] = [read(amount), read(part), read(whole)];
  const over = a.units * p.units * 10n ** BigInt(w.digits + digits);
  const under = w.units * 10n ** BigInt(a.digits + p.digits);
  return write({ units: halfUp(over, under), digits });
}

/** An amount rounded half-up to so many digits. */
export function round(amount: Decimal, digits: number): Decimal {
  return share(amount, '1', '1', digits);
}

/** The quotient of whole numbers, halves away from zero. */
function halfUp(over: bigint, under: bigint): bigint {
  const negative = over < 0n !== under < 0n;
  const [a, b] = [over < 0n ? -over : over, under < 0n ? -under : under];
  const quotient = (2n * a + b) / (2n * b);
  return negative ? -quotient : quotient;
}

/** What a person typed, as a decimal text: `1 234,50` is `1234.50`; null if it is no number of at most so many digits. */
export function typed(text: string, digits: number): Decimal | null {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  if (!/^\d{1,12}(\.\d*)?$/.test(plain)) return null;
  const [whole = '0', fraction = ''] = plain.split('.');
  if (fraction.length > digits) return null;
  const trimmed = whole.replace(/^0+(?=\d)/, '');
  return fraction === '' ? trimmed : `${trimmed}.${fraction}`;
}
