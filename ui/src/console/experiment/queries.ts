import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useLanguage } from '../../i18n/language';

export type Experiment = components['schemas']['Experiment'];
export type Forecast = components['schemas']['ExperimentForecast'];
export type Results = components['schemas']['ExperimentResults'];
export type Reading = components['schemas']['ExperimentMetricReading'];
export type Body = components['schemas']['ExperimentRequest'];

/** A forecast stays true for a while. */
const FRESH_MS = 60_000;

/** Everything there is. */
export function useExperiments() {
  return useQuery({
    queryKey: ['experiments', 'list'],
    queryFn: () => answer(api.GET('/v1/experiments')),
  });
}

/** One of them; null: none is asked for. */
export function useExperiment(id: string | null) {
  return useQuery({
    queryKey: ['experiments', 'one', id],
    queryFn: () => answer(api.GET('/v1/experiments/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== null,
  });
}

/** What would come of a design, while it is being written; without one, nothing is asked. */
export function useForecast(body: Body | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['experiments', 'forecast', body, language],
    queryFn: ({ signal }) =>
      answer(api.POST('/v1/experiments/forecast', { body: body as Body, signal })),
    enabled: body !== null,
    staleTime: FRESH_MS,
    retry: false,
    placeholderData: keepPreviousData,
  });
}

/** What an experiment says. */
export function useResults(id: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['experiments', 'results', id, language],
    queryFn: () => answer(api.GET('/v1/experiments/{id}/results', { params: { path: { id } } })),
  });
}

/** Saves a draft: a new one without an id. */
export function useSave(id: string | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => {
      if (id === null) return answer(api.POST('/v1/experiments', { body }));
      return answer(api.PUT('/v1/experiments/{id}', { params: { path: { id } }, body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['experiments'] }),
  });
}

/** Launches a draft, or ends what runs. */
export function useStep(id: string, step: 'launch' | 'end') {
  const queries = useQueryClient();
  const params = { params: { path: { id } } };
  return useMutation({
    mutationFn: () =>
      step === 'launch'
        ? answer(api.POST('/v1/experiments/{id}/launch', params))
        : answer(api.POST('/v1/experiments/{id}/end', params)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['experiments'] }),
  });
}

/** Drops a draft. */
export function useDrop(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => answer(api.DELETE('/v1/experiments/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['experiments', 'list'] }),
  });
}

/** Who is left out of every experiment. */
export function useUniversal() {
  return useQuery({
    queryKey: ['experiments', 'universal'],
    queryFn: () => answer(api.GET('/v1/universal-control')),
  });
}

/** Says who is. */
export function usePutUniversal() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { percent: number; renew: boolean }) =>
      answer(api.PUT('/v1/universal-control', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['experiments'] }),
  });
}
