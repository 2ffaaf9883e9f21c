import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { after, usePaged } from '../common/paged';

export type Draw = components['schemas']['Draw'];
export type Game = components['schemas']['Fairness'];

/** What was drawn for a member, latest first. */
export function useDraws(id: string) {
  return usePaged(['games', 'draws', id], (cursor) =>
    answer(
      api.GET('/v1/members/{id}/draws', {
        params: { path: { id }, query: { limit: 50, ...after(cursor) } },
      }),
    ),
  );
}

/** Draws that are played, with their seeds. */
export function useGames() {
  return useQuery({ queryKey: ['games'], queryFn: () => answer(api.GET('/v1/games')) });
}

/** Tells the seed of a commitment. */
export function useRotating() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, commitment }: { name: string; commitment: string }) =>
      answer(
        api.POST('/v1/games/{name}/rotate', { params: { path: { name } }, body: { commitment } }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['games'] }),
  });
}
