import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { type Choice, queryOf } from './choice';
import { packed } from './file';

type PlanBody = components['schemas']['ExperimentPlanRequest'];

/** A file and what is asked of it. */
export interface Asked {
  file: File;
  choice: Choice;
}

/** Compares the arms of a file. */
export function useAnalysis() {
  return useMutation({
    mutationFn: async ({ file, choice }: Asked) => {
      const sent = await packed(file);
      return answer(
        api.POST('/v1/experiments/analyse', {
          params: { query: queryOf(choice) },
          body: sent as unknown as string,
          bodySerializer: (body) => body,
          headers: { 'Content-Type': 'text/csv' },
        }),
      );
    },
  });
}

/** How many members it takes; of nothing, nothing is asked. */
export function usePlan(body: PlanBody | null) {
  return useQuery({
    queryKey: ['experiments', 'plan', body],
    queryFn: ({ signal }) =>
      answer(api.POST('/v1/experiments/plan', { body: body ?? { baseline: 0 }, signal })),
    enabled: body !== null,
    staleTime: Infinity,
    retry: false,
    placeholderData: keepPreviousData,
  });
}
