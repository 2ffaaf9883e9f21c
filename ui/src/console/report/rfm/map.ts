import { sum } from '../../../format/decimal';
import type { Language } from '../../../i18n/words';
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

/** A name of cells as it is shown. */
export interface Named {
  id: string;
  title: string;
}

/** Names of cells in the order of the map, in the language of the page. */
export function namesOf({ names }: Pick<Rfm, 'names'>, language: Language): Named[] {
  return names.map(({ name, title }) => ({ id: name, title: title[language] }));
}

/** Whom of the members of the map is asked for: those of a square, of a name, or who came to a name from another. */
export interface Who {
  name?: string;
  /** The name they had on the first day. */
  from?: string;
  r?: string;
  f?: string;
}

/** What members without a purchase have instead of a name. */
export const NOWHERE = 'none';

/** Whom an address asks for; nobody in particular otherwise. */
export function whoOf({ name, was, cell }: Record<string, string | undefined>): Who | undefined {
  if (name) return { name, ...(was ? { from: was } : {}) };
  const [, r, f] = /^(\d+)-(\d+)$/.exec(cell ?? '') ?? [];
  return r && f ? { r, f } : undefined;
}

/** The address that asks for them. */
export function addressOf(who: Who | undefined) {
  const cell = who?.r && who.f ? `${who.r}-${who.f}` : undefined;
  return { name: who?.name, was: who?.from, cell };
}

/** How many the map has of them. */
export function countOf(who: Who, { names, cells, moves }: Pick<Rfm, 'names' | 'cells' | 'moves'>) {
  const all = (rows: { members: number }[]) => rows.reduce((sum, row) => sum + row.members, 0);
  const { name, from } = who;
  if (from) {
    const was = from === NOWHERE ? null : from;
    return all((moves ?? []).filter((move) => move.to === name && (move.from ?? null) === was));
  }
  if (name) return all(names.filter((row) => row.name === name));
  return all(cells.filter(({ r, f }) => String(r) === who.r && String(f) === who.f));
}
