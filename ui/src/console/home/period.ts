/** Days as `2026-03-10`: the API speaks of local days, so no time zone enters here. */
export type Day = string;

/** What the address says of the period. */
export interface HomeSearch {
  /** Days up to today; absent with dates of one's own. */
  days?: number;
  from?: Day;
  to?: Day;
  store?: string;
}

/** Lengths that have a button. */
export const PRESETS = [1, 7, 30, 90, 365] as const;
const USUAL = 30;

export interface Period {
  from: Day;
  to: Day;
  /** Days in it, both ends included. */
  days: number;
}

/** The period an address means, `today` being the last day of a preset. */
export function period(search: HomeSearch, today: Day): Period {
  if (search.from && search.to && search.from <= search.to) {
    return { from: search.from, to: search.to, days: length(search.from, search.to) };
  }
  const days = search.days ?? USUAL;
  return { from: shift(today, 1 - days), to: today, days };
}

/** The period of the same length just before. */
export function previous({ from, days }: Period): Period {
  return { from: shift(from, -days), to: shift(from, -1), days };
}

/** Reads the address; what is not understood is left out. */
export function validHomeSearch(search: Record<string, unknown>): HomeSearch {
  const days = Number(search.days);
  return {
    ...(Number.isInteger(days) && days >= 1 && days <= 1100 ? { days } : {}),
    ...(isDay(search.from) && isDay(search.to) ? { from: search.from, to: search.to } : {}),
    ...(typeof search.store === 'string' && search.store !== '' ? { store: search.store } : {}),
  };
}

function isDay(value: unknown): value is Day {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

const DAY_MS = 86_400_000;

/** A day so many days later. */
export function shift(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

function length(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
}

/** The day it is here. */
export function today(now = new Date()): Day {
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 10);
}
