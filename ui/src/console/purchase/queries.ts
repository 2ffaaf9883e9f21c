import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { isZero } from '../../format/decimal';
import { useLanguage } from '../../i18n/language';
import { after, usePaged } from '../common/paged';
import { type PurchasesSearch, purchasesQuery, type State } from './search';

type Schemas = components['schemas'];

/** A purchase in a list; the list of all says who bought and how it stands. */
export type PurchaseRow = Schemas['PurchaseSummary'] & Partial<Schemas['PurchaseListed']>;
export type Purchase = Schemas['PurchaseRead'];
export type PricedLine = Schemas['PricedLine'];

/** What the goods of a line are called, or their code; nothing for an amount without goods. */
export function goodsOf(purchase: Purchase, line: PricedLine): string | null {
  const sold = purchase.goods.find((each) => each.line === line.line);
  return sold?.name ?? sold?.sku ?? null;
}
export type Sentence = Schemas['ExplanationSentence'];
export type Back = Schemas['Back'];
export type BackPreview = Schemas['BackPreview'];
export type ReturnOfPurchase = Schemas['ReturnOfPurchase'];
export type ByUnit = Record<string, string>;

const PAGE = 50;

/** How a purchase of a list stands. */
export function stateOf(row: PurchaseRow): State {
  if (row.state) return row.state;
  if (row.voided) return 'voided';
  if (isZero(row.refunded)) return 'posted';
  return row.refunded === row.to_pay ? 'returned' : 'partly_returned';
}

export function usePurchases(search: PurchasesSearch) {
  const query = purchasesQuery(search);
  return usePaged(['purchases', 'list', query], (cursor) =>
    answer(
      api.GET('/v1/purchases', { params: { query: { ...query, limit: PAGE, ...after(cursor) } } }),
    ),
  );
}

/** A purchase, explained in the language of the page. */
export function usePurchase(id: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['purchases', id, language],
    queryFn: () => answer(api.GET('/v1/purchases/{id}', { params: { path: { id } } })),
  });
}
