import { useCallback, useState } from 'react';

import type { components } from '../../api/schema';
import { instantOf, type Local } from '../program/instant';

/** How the buyer is told of. */
export type Who = 'stranger' | 'member' | 'typed';

/** Goods in the basket; figures as typed. */
export interface BasketLine {
  /** Empty: an amount without goods. */
  sku: string;
  name: string;
  quantity: string;
  price: string;
}

/** Everything the playground prices. */
export interface Trial {
  who: Who;
  /** A registered member. */
  member: { id: string; name: string } | null;
  /** A buyer made up: a profile, balances by unit, levels by scheme. */
  profile: { birth_date: string; gender: string; city: string };
  balances: Record<string, string>;
  tiers: Record<string, string>;
  lines: BasketLine[];
  store: string;
  /** By the program's clocks; null: now. */
  at: Local | null;
  coupons: string;
  /** How many points pay: `none`, `max` or a typed amount; by unit. */
  redeem: Record<string, string>;
}

/** What the playground begins with. */
export const EMPTY: Trial = {
  who: 'stranger',
  member: null,
  profile: { birth_date: '', gender: '', city: '' },
  balances: {},
  tiers: {},
  lines: [],
  store: '',
  at: null,
  coupons: '',
  redeem: {},
};

/** The body of the call that prices a trial. */
export type PriceRequest = components['schemas']['PriceRequest'];

/** A typed figure as the API takes it; null when it is none. */
export function figureOf(typed: string): string | null {
  const text = typed.replaceAll(/[\s\u00a0\u202f]/g, '').replace(',', '.');
  return /^\d{1,15}(\.\d{1,6})?$/.test(text) ? text : null;
}

/** The request of a trial; null while there is nothing to price or a figure is not one. */
export function requestOf(trial: Trial, zone: string): PriceRequest | null {
  const lines = trial.lines.map((line, at) => {
    const quantity = figureOf(line.quantity);
    const price = figureOf(line.price);
    if (quantity === null || price === null || Number(quantity) === 0) return null;
    return { line: at + 1, ...(line.sku ? { sku: line.sku } : {}), quantity, price };
  });
  if (lines.length === 0 || lines.includes(null)) return null;
  if (trial.who === 'member' && !trial.member) return null;
  const coupons = trial.coupons.split(/[\s,;]+/).filter(Boolean);
  const redeem = redeemOf(trial);
  return {
    member: memberOf(trial),
    basket: {
      lines: lines.filter((line) => line !== null),
      ...(trial.store ? { store: trial.store } : {}),
      ...(trial.at ? { at: instantOf(trial.at, zone) } : {}),
      ...(coupons.length > 0 ? { coupons } : {}),
      ...(Object.keys(redeem).length > 0 ? { redeem } : {}),
    },
  };
}

function memberOf(trial: Trial): components['schemas']['PriceBuyer'] | null {
  if (trial.who === 'stranger') return null;
  if (trial.who === 'member') return { id: trial.member?.id ?? '' };
  return {
    profile: said(trial.profile),
    balances: figuresOf(trial.balances),
    tier: said(trial.tiers),
  };
}

/** Units of which something is to be spent. A stranger spends nothing. */
function redeemOf(trial: Trial): Record<string, string> {
  if (trial.who === 'stranger') return {};
  return Object.fromEntries(
    Object.entries(trial.redeem).flatMap(([unit, much]) => {
      if (much === 'max') return [[unit, 'max']];
      const figure = figureOf(much);
      return figure === null || Number(figure) === 0 ? [] : [[unit, figure]];
    }),
  );
}

function figuresOf(typed: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([name, value]) => {
      const figure = figureOf(value);
      return figure === null ? [] : [[name, figure]];
    }),
  );
}

function said(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
}

const KEY = 'regulars.playground';

/** The trial; a reload keeps it, and another tab begins its own. */
export function useTrial(): [Trial, (change: Partial<Trial>) => void] {
  const [trial, setTrial] = useState<Trial>(stored);
  const change = useCallback((part: Partial<Trial>) => {
    setTrial((before) => {
      const after = { ...before, ...part };
      keep(after);
      return after;
    });
  }, []);
  return [trial, change];
}

function stored(): Trial {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
    return typeof read === 'object' && read !== null ? { ...EMPTY, ...read } : EMPTY;
  } catch {
    return EMPTY;
  }
}

function keep(trial: Trial): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(trial));
  } catch {
    // The storage is full or forbidden: the page goes on without it.
  }
}
