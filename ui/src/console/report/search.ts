import { type Day, shift } from '../home/period';

/** What the address says: what all reports share, and words of each report's own. */
export type ReportSearch = Record<string, string>;

/** Parameters that stay when another report is opened. */
const SHARED = ['days', 'from', 'to', 'segment', 'compare'] as const;

/** Lengths that have a button; all is everything there is. */
export const SPANS = ['30', '90', '365', 'all'] as const;
const USUAL = '365';

/** Days of a report; open at the first where everything is asked. */
export interface Span {
  from: Day | undefined;
  to: Day;
  /** The button it is of; absent with dates of one's own. */
  preset: string | undefined;
}

/** Reads the address; what is not understood is left out. */
export function readSearch(search: Record<string, unknown>): ReportSearch {
  const told = Object.entries(search).filter(
    ([, value]) => (typeof value === 'string' || typeof value === 'number') && value !== '',
  );
  return Object.fromEntries(told.map(([name, value]) => [name, String(value)]));
}

/** What another report is opened with. */
export function shared(search: ReportSearch): ReportSearch {
  return Object.fromEntries(
    SHARED.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]])),
  );
}

/** The days an address means, `today` being the last of a preset. */
export function span(search: ReportSearch, today: Day): Span {
  const { from, to } = search;
  if (from && to && isDay(from) && isDay(to) && from <= to) return { from, to, preset: undefined };
  const preset = SPANS.find((one) => one === search.days) ?? USUAL;
  const first = preset === 'all' ? undefined : shift(today, 1 - Number(preset));
  return { from: first, to: today, preset };
}

/** The address with some parameters changed; `undefined` takes one out. */
export function changed(
  search: ReportSearch,
  next: Record<string, string | undefined>,
): ReportSearch {
  const all = Object.entries({ ...search, ...next });
  return Object.fromEntries(all.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

function isDay(value: string): value is Day {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
}
