import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import type { Period } from './period';

type Schemas = components['schemas'];
/** Amounts by unit. */
export type ByUnit = Schemas['ByUnit'];
/** What happened in a period. */
export type Figures = Schemas['Figures'];
export type DayFigures = Schemas['OverviewDay'];
export type Overview = Schemas['Overview'];

/** How often figures are asked for while the page is looked at, ms. */
const FRESH_MS = 10_000;

/** The figures of a period, kept fresh; those shown stay until the next have come. */
export function useOverview({ from, to }: Period, store: string | undefined) {
  return useQuery({
    queryKey: ['overview', from, to, store],
    queryFn: () =>
      answer(
        api.GET('/v1/overview', { params: { query: { from, to, ...(store ? { store } : {}) } } }),
      ),
    refetchInterval: FRESH_MS,
    placeholderData: (earlier) => earlier,
  });
}
