import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { shift } from '../../home/period';
import { PATIENTLY } from '../queries';
import type { ReportAsked } from '../useReport';

type Schemas = components['schemas'];
export type Clv = Schemas['ClvReport'];
export type Holdout = Schemas['ClvHoldout'];
export type Gate = Schemas['ClvGate'];
export type Forecast = Schemas['ClvMember'];

/** Weeks ahead that have a button. */
export const HORIZONS = ['13', '26', '52', '104'] as const;
export type Horizon = (typeof HORIZONS)[number];
/** Weeks a test may look at. */
export const TESTS = ['13', '26', '52'] as const;
export const MODELS = ['mbgnbd', 'bgnbd'] as const;
export type Model = (typeof MODELS)[number];

/** Members whose rows are shown. */
const TOP = '20';

/** What the address says to have models fitted on too little: a word, since the router reads `true` as no text. */
export const ANYWAY = 'anyway';

/** What the address says of this report. */
export function asking({ search }: ReportAsked) {
  return {
    horizon: HORIZONS.find((one) => one === search.ahead) ?? '52',
    model: MODELS.find((one) => one === search.model) ?? 'mbgnbd',
    test: TESTS.find((one) => one === search.test) ?? '26',
    ungated: search.fit === ANYWAY,
  } as const;
}

/** What members will buy from the last day on. */
export function useClv(asked: ReportAsked) {
  const { horizon, model, ungated } = asking(asked);
  const query = {
    calibration_end: asked.span.to,
    horizon,
    model,
    top: TOP,
    ...(ungated ? { ungated: 'true' } : {}),
    ...(asked.segment ? { segment: asked.segment } : {}),
  };
  return useQuery({
    queryKey: ['reports', 'clv', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/clv', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** The model fitted some weeks ago, laid beside what came after. */
export function useTest(asked: ReportAsked, wanted: boolean) {
  const { model, test, ungated } = asking(asked);
  const query = {
    calibration_end: shift(asked.span.to, -7 * Number(test)),
    model,
    ...(ungated ? { ungated: 'true' } : {}),
    ...(asked.segment ? { segment: asked.segment } : {}),
  };
  return useQuery({
    queryKey: ['reports', 'clv', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/clv', { params: { query }, signal })),
    ...PATIENTLY,
    enabled: wanted,
  });
}
