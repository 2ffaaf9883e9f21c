import type { Goods } from '../basket/basket';
import { keep, stored } from '../storage';

const STORED = 'regulars.till.met';
/** As many different goods as a till sells in weeks. */
const MOST = 1000;

/** Goods beyond those this till reads by itself, as it met them: what it knows of them without the server. */
export function metGoods(): Goods[] {
  return stored<Goods[]>(STORED) ?? [];
}

/** Remembers goods the server told of. */
export function meet(goods: Goods): void {
  keep(STORED, withMet(metGoods(), goods, MOST));
}

/** The list with goods at its end, as they are now; those met longest ago make way. */
export function withMet(met: Goods[], goods: Goods, most: number): Goods[] {
  return [...met.filter((each) => each.sku !== goods.sku), goods].slice(-most);
}
