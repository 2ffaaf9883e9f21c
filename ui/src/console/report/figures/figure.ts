import type { Formats } from '../../../format/formats';
import { UNKNOWN } from '../../../format/formats';

/** How a figure is written. */
export type Kind = 'money' | 'sum' | 'count' | 'number' | 'score' | 'share' | 'days';

/** What a report of figures tells of a period. */
export interface Period {
  period: string;
}

/** A figure of a report's periods. */
export interface Figure<Row> {
  /** Its word in the address. */
  key: string;
  name: string;
  /** Its formula in words. */
  about: string;
  kind: Kind;
  of: (row: Row) => string | number | null;
  /** It is told of all periods together alone, and so drawn of none. */
  whole?: boolean;
}

/** Figures that a person looks for together. */
export interface FigureGroup<Row> {
  title: string;
  figures: Figure<Row>[];
}

/** A report of figures by period, beside those of another period or segment. */
export interface FigureReport<Row extends Period> {
  as_of: string;
  currency: string;
  rows: Row[];
  all: Row;
  compared?: {
    with: string;
    segment?: string | null;
    from?: string | null;
    to?: string | null;
    rows: Row[];
    all: Row;
  } | null;
}

/** A figure's value as it is read. */
export function written<Row>(
  { kind, of }: Pick<Figure<Row>, 'kind' | 'of'>,
  row: Row,
  format: Formats,
  currency: string,
  days: (count: string) => string,
): string {
  const value = of(row);
  if (value === null) return UNKNOWN;
  switch (kind) {
    case 'money':
      return format.money(String(value), currency);
    case 'sum':
      return format.wholeMoney(String(value), currency);
    case 'share':
      return format.share(Number(value));
    case 'score':
      return format.number(rounded(Number(value), 1));
    case 'number':
      return format.number(rounded(Number(value), 2));
    case 'days':
      return days(format.number(rounded(Number(value), 1)));
    case 'count':
      return format.number(value);
  }
}

/** How far a value is from another: of shares in points of a percent, of a score as a number, of everything else in
 * percent; null where one of them is unknown, or there is nothing to take a percent of. */
export function change<Row>(
  { kind, of }: Pick<Figure<Row>, 'kind' | 'of'>,
  now: Row,
  before: Row,
  format: Formats,
  points: (count: string) => string,
): string | null {
  const [value, base] = [of(now), of(before)];
  if (value === null || base === null) return null;
  const signed = (apart: number) => (apart > 0 ? '+' : '') + format.number(rounded(apart, 1));
  if (kind === 'score') return signed(Number(value) - Number(base));
  if (kind === 'share') return points(signed((Number(value) - Number(base)) * 100));
  return Number(base) === 0 ? null : format.change(value, base);
}

/** To so many digits, as statistics are shown; never money or points. */
function rounded(value: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}
