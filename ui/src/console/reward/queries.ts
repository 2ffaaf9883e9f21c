import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useLanguage } from '../../i18n/language';
import { after, usePaged } from '../common/paged';

export type Claim = components['schemas']['Claim'];
export type Reward = components['schemas']['Rewards']['items'][number];
export type ClaimState = 'open' | 'given' | 'cancelled' | 'expired';

/** Claims of everybody, perhaps only those that stand so. */
export function useClaims(state: ClaimState | null) {
  const of = state === null ? {} : { state };
  return usePaged(['claims', state ?? ''], (cursor) =>
    answer(api.GET('/v1/claims', { params: { query: { ...of, limit: 100, ...after(cursor) } } })),
  );
}

/** What a member claimed, latest first. */
export function useMemberClaims(id: string) {
  return usePaged(['claims', 'of', id], (cursor) =>
    answer(
      api.GET('/v1/members/{id}/claims', {
        params: { path: { id }, query: { limit: 50, ...after(cursor) } },
      }),
    ),
  );
}

/** What a member may claim now. */
export function useRewards(id: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['claims', 'rewards', id, language],
    queryFn: () =>
      answer(
        api.GET('/v1/members/{id}/rewards', { params: { path: { id }, query: { language } } }),
      ),
  });
}

/** Claims a reward for a member; the same key is sent until it is answered. */
export function useClaiming(member: string) {
  return useChanging((asked: { reward: string; key: string }) =>
    answer(
      api.POST('/v1/members/{id}/claims', {
        params: { path: { id: member }, header: { 'Idempotency-Key': asked.key } },
        body: { reward: asked.reward },
      }),
    ),
  );
}

/** Hands a reward over, or gives its claim up. */
export function useEnding() {
  return useChanging((asked: { claim: string; how: 'hand-over' | 'cancel' }) => {
    const params = { path: { id: asked.claim } };
    return asked.how === 'cancel'
      ? answer(api.POST('/v1/claims/{id}/cancel', { params, body: {} }))
      : answer(api.POST('/v1/claims/{id}/hand-over', { params, body: {} }));
  });
}

function useChanging<A>(change: (asked: A) => Promise<Claim>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ['claims'] });
      await queries.invalidateQueries({ queryKey: ['members'] });
    },
  });
}
