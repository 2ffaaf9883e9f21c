import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import type { Goods } from '../basket/basket';
import { reach } from '../link/link';
import { type Catalogue, catalogueOf } from './search';

type Product = components['schemas']['Product'];

const STORED = 'regulars.till.goods';
const PAGE = 200;
/** Shops with more goods than this ask the server for what the till does not know. */
const MOST_PAGES = 25;

function goodsOf({ sku, name, price, club_price }: Product): Goods {
  return { sku, name: name ?? sku, price: price ?? null, club: club_price ?? null };
}

/** What was read last time, so that a till that starts without the server sells. */
export function rememberedCatalogue(): Catalogue {
  try {
    const stored = JSON.parse(localStorage.getItem(STORED) ?? 'null') as {
      goods: Goods[];
      whole: boolean;
    } | null;
    return stored ? catalogueOf(stored.goods, stored.whole) : catalogueOf([], false);
  } catch {
    return catalogueOf([], false);
  }
}

/** Reads the shop's goods and remembers them. */
export async function readCatalogue(): Promise<Catalogue> {
  const goods: Goods[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: { limit: number; cursor?: string } = {
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    };
    const list: components['schemas']['ProductList'] = await reach((signal) =>
      api.GET('/v1/products', { params: { query }, signal }),
    );
    goods.push(...list.items.map(goodsOf));
    cursor = list.next ?? null;
    if (cursor === null) break;
  }
  const whole = cursor === null;
  try {
    localStorage.setItem(STORED, JSON.stringify({ goods, whole }));
  } catch {
    // No room: the next start without the server asks for prices.
    localStorage.removeItem(STORED);
  }
  return catalogueOf(goods, whole);
}

/** Goods the till does not know, from the server; null if the shop has none of that code. */
export async function askGoods(sku: string): Promise<Goods | null> {
  try {
    const params = { path: { sku } };
    return goodsOf(await reach((signal) => api.GET('/v1/products/{sku}', { params, signal })));
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 422)) return null;
    throw error;
  }
}
