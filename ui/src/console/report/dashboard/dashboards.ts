import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';

type Schemas = components['schemas'];
export type Dashboard = Pick<Schemas['Dashboard'], 'id' | 'name' | 'tiles'>;

const KEY = ['dashboards'];
/** One change after another: each is made of what the one before left. */
const SCOPE = { id: 'dashboards' };

/** Every dashboard, by name. */
export function useDashboards(enabled = true) {
  return useQuery({
    queryKey: KEY,
    queryFn: () => answer(api.GET('/v1/dashboards')),
    enabled,
  });
}

function put({ id, name, tiles }: Dashboard) {
  const path = { id };
  return answer(api.PUT('/v1/dashboards/{id}', { params: { path }, body: { name, tiles } }));
}

/** Keeps a new dashboard. */
export function useMake() {
  const queries = useQueryClient();
  return useMutation({
    scope: SCOPE,
    mutationFn: put,
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

interface Change {
  id: string;
  /** The dashboard as it is to be, of how it is. */
  change: (now: Dashboard) => Dashboard;
}

/** Changes a dashboard as it is now: a colleague may have changed it since it was read. */
export function useChange() {
  const queries = useQueryClient();
  return useMutation({
    scope: SCOPE,
    mutationFn: async ({ id, change }: Change) => {
      const now = await answer(api.GET('/v1/dashboards/{id}', { params: { path: { id } } }));
      return put(change(now));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** Drops a dashboard. */
export function useDrop(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE('/v1/dashboards/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}
