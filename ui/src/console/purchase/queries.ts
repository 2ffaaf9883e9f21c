import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import { pending } from '../../api/pending';
import type { components } from '../../api/schema';
import { useLanguage } from '../../i18n/language';
import { queryText } from '../common/address';
import { type PurchasesSearch, purchasesQuery, type State } from './search';

type Summary = components['schemas']['PurchaseSummary'];

/** A purchase in a list; the list of all says who bought and how it stands. */
export type PurchaseRow = Summary & {
  state?: State;
  member?: { id: string; name: string } | null;
};

export interface Sentence {
  kind: 'discount' | 'redeem' | 'earn' | 'refused' | 'near_miss';
  rule: string | null;
  text: string;
  amount: string | null;
}

/** Why a purchase came out as it did. */
export interface Explanation {
  purchase: Sentence[];
  lines: { line: number; sentences: Sentence[] }[];
}

export type PricedLine = components['schemas']['PricedLine'] & {
  sku?: string | null;
  name?: string | null;
};
export type Purchase = Omit<components['schemas']['Purchase'], 'lines'> & {
  lines: PricedLine[];
  explanation?: Explanation;
};
export type Back = components['schemas']['Back'];

const PAGE = 50;

/** How a purchase of a list stands. */
export function stateOf(row: PurchaseRow): State {
  if (row.state) return row.state;
  if (row.voided) return 'voided';
  if (Number(row.refunded) === 0) return 'posted';
  return row.refunded === row.to_pay ? 'returned' : 'partly_returned';
}

export function usePurchases(search: PurchasesSearch) {
  const query = purchasesQuery(search);
  return useInfiniteQuery({
    queryKey: ['purchases', 'list', query],
    queryFn: ({ pageParam }) =>
      pending<{ items: PurchaseRow[]; next: string | null }>(
        'GET',
        `/v1/purchases${queryText({ ...query, limit: PAGE, cursor: pageParam })}`,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** A purchase, explained in the language of the page. */
export function usePurchase(id: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['purchases', id, language],
    queryFn: (): Promise<Purchase> =>
      answer(api.GET('/v1/purchases/{id}', { params: { path: { id } } })),
  });
}
