import { useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';

export type Role = components['schemas']['Role'];
/** Who is logged in, and whether there is anybody who could. */
export type Session = components['schemas']['Session'];

const KEY = ['session'];

export function useSession() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => answer(api.GET('/v1/session')),
    staleTime: 60_000,
  });
}

/** Puts what a log-in or log-out answered in place of the session known so far. */
export function useSetSession() {
  const queries = useQueryClient();
  return (session: Session) => {
    queries.setQueryData(KEY, session);
  };
}

/** Whether who is logged in may do what needs the scope. Only inside the shell, where somebody is. */
export function useMay(): (scope: string) => boolean {
  const { data } = useSession();
  const scopes = data?.staff?.scopes ?? [];
  return (scope) => scopes.includes('all') || scopes.includes(scope);
}
