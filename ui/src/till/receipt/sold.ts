import { keep, stored } from '../storage';

const STORED = 'regulars.till.sold';
/** So many receipts this till can name the goods of. */
const MOST = 300;

type Sold = [number: string, names: Record<number, string>];

/** Keeps the names of what was sold: a purchase read from the server has numbers and amounts only. */
export function rememberSold(number: string, names: Record<number, string>): void {
  const before = (stored<Sold[]>(STORED) ?? []).filter(([each]) => each !== number);
  keep(STORED, [[number, names], ...before].slice(0, MOST));
}

/** Names of the goods of a receipt of this till, by line. */
export function namesOf(number: string | null): Record<number, string> {
  return (stored<Sold[]>(STORED) ?? []).find(([each]) => each === number)?.[1] ?? {};
}
