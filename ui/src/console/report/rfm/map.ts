import { sum } from '../../../format/decimal';
import type { Rfm } from '../queries';

/** A square of the map of recency by frequency: all its cells of money together. */
export interface Square {
  r: number;
  f: number;
  members: number;
  revenue: string;
  /** The name most of its members have; absent with other than five bins. */
  name: string | undefined;
}

/** Cells by recency and frequency. */
export function squares({ cells }: Pick<Rfm, 'cells'>): Square[] {
  const found = new Map<string, Rfm['cells']>();
  for (const cell of cells) {
    const key = `${cell.r} ${cell.f}`;
    found.set(key, [...(found.get(key) ?? []), cell]);
  }
  return [...found.values()].map((own) => ({
    r: own[0]?.r ?? 0,
    f: own[0]?.f ?? 0,
    members: own.reduce((all, { members }) => all + members, 0),
    revenue: sum(...own.map(({ revenue }) => revenue)),
    name: commonest(own),
  }));
}

function commonest(cells: Rfm['cells']): string | undefined {
  const counts = new Map<string, number>();
  for (const { name, members } of cells) {
    if (name) counts.set(name, (counts.get(name) ?? 0) + members);
  }
  const most = Math.max(...counts.values(), 0);
  return [...counts].find(([, members]) => members === most)?.[0];
}

/** A part of a whole; nothing of nothing. */
export function part(of: number | string, whole: number | string): number | null {
  return Number(whole) === 0 ? null : Number(of) / Number(whole);
}

/** Names of cells in the order of the map; the others last. */
export const NAMES = [
  'champions',
  'potential_loyalists',
  'loyal',
  'promising',
  'new',
  'cannot_lose',
  'at_risk',
  'need_attention',
  'about_to_sleep',
  'lost',
  'others',
] as const;
export type Name = (typeof NAMES)[number];

/** The name an address gives. */
export function nameOf(name: string | null | undefined): Name | undefined {
  return NAMES.find((one) => one === name);
}
