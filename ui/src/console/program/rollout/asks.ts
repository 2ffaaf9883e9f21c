import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import type { components } from '../../../api/schema';
import { useLanguage } from '../../../i18n/language';
import type { Which } from '../asks';

export type Rollout = components['schemas']['Rollout'];
export type Comparison = components['schemas']['RolloutComparison'];
export type Side = components['schemas']['RolloutSide'];
export type To = components['schemas']['RolloutTo'];

/** The latest roll-out of a program; null when there never was one. */
export function useRollout(program: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['programs', 'rollout', program, language],
    queryFn: () => readRollout(program),
  });
}

async function readRollout(id: string): Promise<Rollout | null> {
  try {
    return await answer(api.GET('/v1/programs/{id}/rollout', { params: { path: { id } } }));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** Lets a version decide for a part of the base. */
export function useStartRollout() {
  const seen = useSeen();
  return useMutation({
    mutationFn: ({ which, to, at }: { which: Which; to: To; at: string | null }) =>
      answer(
        api.POST('/v1/programs/{id}/versions/{version}/rollout', {
          params: { path: { id: which.id, version: String(which.version) } },
          body: { to, at },
        }),
      ),
    onSuccess: seen,
  });
}

/** Lets it decide for more. */
export function useWiden(id: string) {
  const seen = useSeen();
  return useMutation({
    mutationFn: (to: To) =>
      answer(
        api.POST('/v1/programs/{id}/rollout/widen', { params: { path: { id } }, body: { to } }),
      ),
    onSuccess: seen,
  });
}

/** Lets the standing version decide for everybody again. */
export function useWithdraw(id: string) {
  const seen = useSeen();
  return useMutation({
    mutationFn: (note: string) =>
      answer(
        api.POST('/v1/programs/{id}/rollout/withdraw', {
          params: { path: { id } },
          body: { note: note.trim() || null },
        }),
      ),
    onSuccess: seen,
  });
}

function useSeen() {
  const queries = useQueryClient();
  return () =>
    queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'programs' });
}
