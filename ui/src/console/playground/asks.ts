import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { longestWord } from '../../format/text';
import { useLanguage } from '../../i18n/language';
import type { Which } from '../program/asks';
import { useMay } from '../session/session';
import type { PriceRequest } from './basket';

export type Quote = components['schemas']['Quote'];
export type Told = components['schemas']['ExplanationSentence'];
export type Product = components['schemas']['Product'];

/** A priced basket, why it came out so, and the same as a scenario. */
export type Priced = components['schemas']['Price'];

/** Prices a trial on a version; nothing is posted. */
export function usePrice(which: Which | null, request: PriceRequest | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['programs', 'price', which?.id, which?.version, request, language],
    queryFn: () =>
      answer(
        api.POST('/v1/programs/{id}/versions/{version}/price', {
          params: { path: { id: which?.id ?? '', version: String(which?.version ?? 0) } },
          body: request ?? { basket: { lines: [] } },
        }),
      ),
    enabled: which !== null && request !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

/** Goods that are looked through for the other words of a search. */
const LOOKED_AT = 100;

/** Goods to choose from: those that have the longest word of what is typed in their name or code. */
export function useProducts(typed: string) {
  const may = useMay();
  const q = longestWord(typed);
  const query = { limit: LOOKED_AT, ...(q === '' ? {} : { q }) };
  return useQuery({
    queryKey: ['products', 'found', q],
    queryFn: async () => (await answer(api.GET('/v1/products', { params: { query } }))).items,
    enabled: may('catalogue:read'),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Members found by what is typed. */
export function useFound(typed: string) {
  const may = useMay();
  const q = typed.trim();
  return useQuery({
    queryKey: ['members', 'found', q],
    queryFn: () => answer(api.GET('/v1/members', { params: { query: { q, limit: 8 } } })),
    enabled: q.length > 1 && may('members:read'),
    placeholderData: keepPreviousData,
  });
}
