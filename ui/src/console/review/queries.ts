import { useMutation, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useLanguage } from '../../i18n/language';
import { after, usePaged } from '../common/paged';

export type Job = components['schemas']['Job'];
export type PurchaseDiffers = components['schemas']['PurchaseDiffers'];

const PAGE = 50;

/** Purchases in which a till did otherwise than the rules say. */
export function useDifferences(reviewed: boolean) {
  const { language } = useLanguage();
  return usePaged(['discrepancies', reviewed, language], (cursor) =>
    answer(
      api.GET('/v1/discrepancies', {
        params: { query: { reviewed: String(reviewed), limit: PAGE, ...after(cursor) } },
      }),
    ),
  );
}

/** Jobs that will not run again by themselves. */
export function useFailedJobs() {
  const { language } = useLanguage();
  return usePaged(['jobs', 'failed', language], (cursor) =>
    answer(
      api.GET('/v1/jobs', {
        params: { query: { state: 'failed', limit: PAGE, ...after(cursor) } },
      }),
    ),
  );
}

export function useReview() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ purchase, reviewed }: { purchase: string; reviewed: boolean }) =>
      answer(
        api.PATCH('/v1/discrepancies/{purchase}', {
          params: { path: { purchase } },
          body: { reviewed },
        }),
      ),
    onSettled: () => {
      for (const noun of ['discrepancies', 'overview', 'audit']) {
        void queries.invalidateQueries({ queryKey: [noun] });
      }
    },
  });
}

export function useRetry() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      answer(api.POST('/v1/jobs/{id}/retry', { params: { path: { id } } })),
    onSettled: () => {
      for (const noun of ['jobs', 'overview', 'audit']) {
        void queries.invalidateQueries({ queryKey: [noun] });
      }
    },
  });
}
