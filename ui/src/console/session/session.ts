import { useQuery, useQueryClient } from '@tanstack/react-query';

import { pending } from '../../api/pending';
import type { Language } from '../../i18n/words';

export type Role = 'admin' | 'marketer' | 'agent' | 'cashier';

/** Who works here. */
export interface Staff {
  id: string;
  name: string;
  login: string;
  role: Role;
  language: Language;
  store: string | null;
  scopes: string[];
}

export interface Session {
  setup_needed: boolean;
  staff: Staff | null;
  /** ISO code of the program's currency. */
  currency?: string | null;
}

const KEY = ['session'];

export function useSession() {
  return useQuery({
    queryKey: KEY,
    queryFn: () => pending<Session>('GET', '/v1/session'),
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
