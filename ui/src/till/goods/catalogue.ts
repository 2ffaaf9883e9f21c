import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import type { Goods } from '../basket/basket';
import { longestWord } from '../../format/text';
import { isGone, reach } from '../link/link';
import { keep, stored } from '../storage';
import { meet, metGoods } from './met';
import { type Catalogue, catalogueOf, searchGoods } from './search';

type Product = components['schemas']['Product'];

const STORED = 'regulars.till.goods';
const PAGE = 200;
/** Of shops with more goods the till reads these, and asks the server for the rest as they are met. */
const MOST_PAGES = 25;

function goodsOf({ sku, name, price, club_price }: Product): Goods {
  return { sku, name: name ?? sku, price: price ?? null, club: club_price ?? null };
}

/** What was read last time, so that a till that starts without the server sells. */
export function rememberedCatalogue(): Catalogue {
  const kept = stored<{ goods: Goods[]; whole: boolean }>(STORED);
  return catalogueOf(kept?.goods ?? [], kept?.whole ?? false);
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
  // Where there is no room, the next start without the server asks for prices.
  keep(STORED, { goods, whole });
  return catalogueOf(goods, whole);
}

/** Goods the till has not read, by their code; null if the shop has none of it. Without the server, as they were met last. */
export async function askGoods(sku: string, up: boolean): Promise<Goods | null> {
  const met = () => metGoods().find((each) => each.sku === sku) ?? null;
  if (!up) return met();
  try {
    const params = { path: { sku } };
    const goods = goodsOf(
      await reach((signal) => api.GET('/v1/products/{sku}', { params, signal })),
    );
    meet(goods);
    return goods;
  } catch (error) {
    if (error instanceof Problem && (error.status === 404 || error.status === 422)) return null;
    const known = isGone(error) ? met() : null;
    if (known) return known;
    throw error;
  }
}

/** Goods the till has not read, by words of their names. */
export async function findGoods(text: string, stale: AbortSignal): Promise<Goods[]> {
  // The server looks for a text as it stands; the other words are looked for in what it finds.
  const query = { q: longestWord(text), limit: PAGE };
  const list = await reach(
    (signal) => api.GET('/v1/products', { params: { query }, signal }),
    stale,
  );
  return searchGoods(catalogueOf(list.items.map(goodsOf), false), text, list.items.length);
}
