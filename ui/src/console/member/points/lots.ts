import type { Lot } from '../queries';

/** What is left of a lot, from 0 to 100, for a bar. */
export function leftOf(lot: Lot): number {
  const given = Number(lot.amount);
  return given > 0 ? Math.round((Number(lot.remaining) / given) * 100) : 0;
}

/** The last day points count, where they burn at an instant: midnight ends the day before it. */
export function lastDay(at: string): Date {
  return new Date(new Date(at).getTime() - 1);
}

const DAY_MS = 86_400_000;

/** Whether an instant lies within so many days from now. */
export function isWithinDays(at: string, days: number, now = Date.now()): boolean {
  return new Date(at).getTime() - now < days * DAY_MS;
}

/** The end of a day here, as the API takes instants: `2026-03-10` ends where the 11th begins. */
export function endOf(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}
