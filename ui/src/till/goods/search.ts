import type { Goods } from '../basket/basket';

/** Goods this till knows without asking. */
export interface Catalogue {
  goods: Goods[];
  bySku: Map<string, Goods>;
  /** It has all goods of the shop. */
  whole: boolean;
}

export function catalogueOf(goods: Goods[], whole: boolean): Catalogue {
  return { goods, bySku: new Map(goods.map((each) => [each.sku, each])), whole };
}

/** Goods whose name or code has every word of the text: the code itself first, then names that begin so. */
export function searchGoods({ goods }: Catalogue, text: string, most: number): Goods[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const found: { goods: Goods; rank: number }[] = [];
  for (const each of goods) {
    const name = folded(`${each.name} ${each.sku}`);
    if (!words.every((word) => name.includes(word))) continue;
    const starts = words.every((word) => name.startsWith(word) || name.includes(` ${word}`));
    const exact = folded(each.sku) === words.join(' ');
    found.push({ goods: each, rank: exact ? 0 : starts ? 1 : 2 });
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map((each) => each.goods);
}

/** Without letter case; `ё` is found by `е`. */
function folded(text: string): string {
  return text
    .toLocaleLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[«»"']/g, ' ');
}
