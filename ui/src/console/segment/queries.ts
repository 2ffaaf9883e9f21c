import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useLanguage } from '../../i18n/language';
import type { Map } from './tree';

export type Segment = components['schemas']['Segment'];
export type Counted = components['schemas']['SegmentCounted'];
export type Preview = components['schemas']['SegmentPreview'];
export type Kind = components['schemas']['SegmentKind'];
type Body = components['schemas']['SegmentRequest'];

/** A count stays true for a while; the page says as of when it is. */
const FRESH_MS = 60_000;

/** The type of the client knows of a condition that it is an object. */
const sent = (when: Map) => when as Body['when'];

/** Everything that is saved. */
export function useSegments() {
  return useQuery({
    queryKey: ['segments', 'list'],
    queryFn: () => answer(api.GET('/v1/segments')),
  });
}

/** One of them, counted. */
export function useSegment(id: string | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['segments', 'one', id, language],
    queryFn: () => answer(api.GET('/v1/segments/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== null,
    staleTime: FRESH_MS,
  });
}

/** So many of those who came and went are shown by name. */
const CHANGES = 8;

/** Who came to a dynamic segment and went last. */
export function useChanges(id: string, allowed: boolean) {
  return useQuery({
    queryKey: ['segments', 'changes', id],
    queryFn: () =>
      answer(
        api.GET('/v1/segments/{id}/changes', {
          params: { path: { id }, query: { limit: CHANGES } },
        }),
      ),
    enabled: allowed,
  });
}

/** How many came and went on each day of the last month. */
export function useFlow(id: string) {
  return useQuery({
    queryKey: ['segments', 'flow', id],
    queryFn: () => answer(api.GET('/v1/segments/{id}/flow', { params: { path: { id } } })),
  });
}

/** Who a condition is true of, while it is being written; without one, nothing is asked. */
export function usePreview(when: Map | null, asOf: string | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['segments', 'preview', when, asOf, language],
    queryFn: ({ signal }) => {
      const body = { when: sent(when ?? {}), ...(asOf ? { as_of: asOf } : {}) };
      return answer(api.POST('/v1/segments/preview', { body, signal }));
    },
    enabled: when !== null,
    staleTime: FRESH_MS,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/** What a condition shares with a saved segment. */
export function useOverlap(when: Map | null, other: string | null, asOf: string | null) {
  return useQuery({
    queryKey: ['segments', 'overlap', when, other, asOf],
    queryFn: ({ signal }) => {
      const of = [sent(when ?? {}), sent({ segment: other })];
      const body = { of, ...(asOf ? { as_of: asOf } : {}) };
      return answer(api.POST('/v1/segments/overlap', { body, signal }));
    },
    enabled: when !== null && other !== null,
    staleTime: FRESH_MS,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/** A segment as it is to be. */
export interface State {
  name: { en: string; ru: string };
  when: Map;
  kind: Kind;
  asOf: string | null;
}

/** Saves a segment: a new one without an id. */
export function useSave(id: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, when, kind, asOf }: State) => {
      const at = kind === 'frozen' && asOf ? { as_of: asOf } : {};
      const body = { name, when: sent(when), kind, ...at };
      if (id === null) return answer(api.POST('/v1/segments', { body }));
      return answer(api.PUT('/v1/segments/{id}', { params: { path: { id } }, body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['segments'] }),
  });
}

/** Drops a segment. */
export function useDrop(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE('/v1/segments/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['segments', 'list'] }),
  });
}
