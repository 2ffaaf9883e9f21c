import { compare, negative, sum, typed } from '../../../format/decimal';
import type { Decimal } from '../../../format/formats';
import type { Account } from '../queries';
import { endOf } from './lots';

/** Digits after the point a program may give a unit. */
const MOST_DIGITS = 4;
/** The server wants a reason that says something. */
const LEAST_REASON = 3;

/** A correction as typed. */
export interface Correction {
  unit: string;
  give: boolean;
  points: string;
  /** The last day of points given; empty: as the program says. */
  lastDay: string;
  reason: string;
}

/** What of it cannot be. */
export interface Flaws {
  points?: 'missing' | 'zero' | 'tooMany';
  reason?: 'missing';
}

export function flaws(asked: Correction, account: Account): Flaws {
  const points = typed(asked.points, MOST_DIGITS);
  const found: Flaws = {};
  if (points === null) found.points = 'missing';
  else if (compare(points, '0') === 0) found.points = 'zero';
  else if (!asked.give && compare(points, account.spendable) > 0) found.points = 'tooMany';
  if (asked.reason.trim().length < LEAST_REASON) found.reason = 'missing';
  return found;
}

/** Points the balance gains; below zero: loses. Zero while nothing sensible is typed. */
export function gain(asked: Correction): Decimal {
  const points = typed(asked.points, MOST_DIGITS) ?? '0';
  return asked.give ? points : negative(points);
}

/** The balance as it will be. */
export function after(asked: Correction, account: Account): Decimal {
  return sum(account.available, gain(asked));
}

/** What is sent. */
export function request(asked: Correction) {
  return {
    unit: asked.unit,
    points: gain(asked),
    reason: asked.reason.trim(),
    expires_at: asked.give && asked.lastDay ? endOf(asked.lastDay) : null,
  };
}
