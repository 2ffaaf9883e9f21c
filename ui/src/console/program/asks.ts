import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import { useLanguage } from '../../i18n/language';

export type Programs = components['schemas']['Programs'];
export type Version = components['schemas']['ProgramVersion'];
export type Publication = components['schemas']['VersionPublication'];
export type VersionFile = components['schemas']['ProgramVersionFile'];
export type TestReport = components['schemas']['TestReport'];
export type TestFailure = components['schemas']['TestFailure'];

/** One version of one program. */
export type Which = Pick<Version, 'id' | 'version'>;

/** What a file says, and what is wrong with it. */
export type Checked = components['schemas']['ProgramChecked'];

/** Something wrong with a file. */
export interface FileProblem {
  path: string;
  line?: number | null;
  message: string;
  /** What would be right. */
  help?: string | null;
}

const yaml = (headers: Record<string, string> = {}) => ({
  headers: { 'Content-Type': 'application/yaml', ...headers },
  bodySerializer: (body: unknown) => String(body),
});

const addressOf = ({ id, version }: Which) => ({ id, version: String(version) });

/** Every stored version of every program, and which decides. */
export function usePrograms() {
  return useQuery({
    queryKey: ['programs'],
    queryFn: () => answer(api.GET('/v1/programs')),
  });
}

/** A version: its file and its rules in sentences. */
export function useVersion(which: Which | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['programs', 'version', which?.id, which?.version, language],
    queryFn: () => {
      const path = addressOf(which ?? { id: '', version: 0 });
      return answer(api.GET('/v1/programs/{id}/versions/{version}', { params: { path } }));
    },
    enabled: which !== null,
    // A stored version never changes; when it was published does, which the list tells.
    staleTime: 10 * 60_000,
    placeholderData: keepPreviousData,
  });
}

/** What is wrong with a file, and its rules in sentences; nothing is stored. */
export function useCheck(text: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['programs', 'check', language, text],
    queryFn: () => answer(api.POST('/v1/programs/check', { body: text, ...yaml() })),
    enabled: text.trim() !== '',
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

/** What the rules of a version say differently from those of another. */
export function useChanges(which: Which, from: number | null) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['programs', 'changes', which.id, which.version, from, language],
    queryFn: () =>
      answer(
        api.GET('/v1/programs/{id}/versions/{version}/changes', {
          params: { path: addressOf(which), query: { from: String(from ?? 0) } },
        }),
      ),
    enabled: from !== null && from !== which.version,
    staleTime: Infinity,
  });
}

/** The scenario file of a program; empty when it has none yet. */
export function useScenarios(id: string | null) {
  return useQuery({
    queryKey: ['programs', 'scenarios', id],
    queryFn: () => readScenarios(id ?? ''),
    enabled: id !== null,
  });
}

/** The scenario file of a program; empty when it has none yet. */
export async function readScenarios(id: string): Promise<string> {
  try {
    return await answer(
      api.GET('/v1/programs/{id}/scenarios', { params: { path: { id } }, parseAs: 'text' }),
    );
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return '';
    throw error;
  }
}

/** Plays scenarios on a version; nothing is posted. */
export function useTest(which: Which | null, scenarios: string, enabled: boolean) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['programs', 'test', which?.id, which?.version, scenarios, language],
    queryFn: () =>
      answer(
        api.POST('/v1/programs/{id}/versions/{version}/test', {
          params: { path: addressOf(which ?? { id: '', version: 0 }) },
          body: scenarios,
          ...yaml(),
        }),
      ),
    enabled: enabled && which !== null && scenarios.trim() !== '',
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

/** A file to be stored, with the id of the intent. */
export interface ToStore {
  program: string;
  text: string;
  intent: string;
}

/** Stores a file as its program's next version. */
export function useStore() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ program, text, intent }: ToStore) =>
      answer(
        api.POST('/v1/programs/{id}/versions', {
          params: { path: { id: program } },
          body: text,
          ...yaml({ 'Idempotency-Key': intent }),
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['programs'], exact: true }),
  });
}

/** Stores the scenario file of a program. */
export function useStoreScenarios(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (text: string) => {
      await api.PUT('/v1/programs/{id}/scenarios', {
        params: { path: { id } },
        body: text,
        ...yaml(),
      });
    },
    onSuccess: (_, text) => queries.setQueryData(['programs', 'scenarios', id], text),
  });
}

/** Takes a publication back before it decides. */
export function useCancel(program: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (publication: string) => {
      await api.DELETE('/v1/programs/{id}/publications/{publication}', {
        params: { path: { id: program, publication } },
      });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['programs'] }),
  });
}

/** Makes a version decide from an instant on; without one, as soon as may be. */
export function usePublish() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ which, at }: { which: Which; at: string | null }) =>
      answer(
        api.POST('/v1/programs/{id}/versions/{version}/publish', {
          params: { path: addressOf(which) },
          body: { at },
        }),
      ),
    onSuccess: () =>
      queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'programs' }),
  });
}
