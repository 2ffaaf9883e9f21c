import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { queryText } from '../common/address';
import type { Who } from './rfm/map';
import { type ReportAsked, sent } from './useReport';

type Schemas = components['schemas'];
export type Hours = Schemas['HoursReport'];
export type Kpi = Schemas['KpiReport'];
export type KpiRow = Schemas['KpiRow'];
export type Cohorts = Schemas['CohortsReport'];
export type Rfm = Schemas['RfmReport'];

/** How reports are asked: a figure stays true for a while, and what is shown stays until the next has come. */
export const PATIENTLY = {
  staleTime: 60_000,
  retry: false,
  placeholderData: keepPreviousData,
} as const;

/** How a calendar is divided. */
export const BY = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type By = (typeof BY)[number];

/** The division an address names. */
export function byOf(name: string | undefined): By {
  return BY.find((one) => one === name) ?? 'month';
}

/** What members are asked. */
export const OPINIONS = ['nps', 'csat', 'ces'] as const;
export type Opinion = (typeof OPINIONS)[number];

/** The question an address names. */
export function opinionOf(name: string | undefined): Opinion {
  return OPINIONS.find((one) => one === name) ?? 'nps';
}

/** Lengths of a list of goods. */
export const LENGTHS = ['3', '5', '10', '20'] as const;
export const USUAL_LENGTH = '5';

/** What goes with which goods, and how many. */
export function ofNext({ search: { basket, top } }: ReportAsked) {
  const length = LENGTHS.find((one) => one === top) ?? USUAL_LENGTH;
  return { top: length, ...(basket ? { basket } : {}) };
}

/** Purchases by hour of the week. */
export function useHours(asked: ReportAsked) {
  const query = sent(asked);
  return useQuery({
    queryKey: ['reports', 'hours', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/hours', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** What is laid beside. All time has no period before it. */
export function compareOf({ compare, span }: ReportAsked): { compare?: string } {
  return compare && (compare !== 'previous' || span.from) ? { compare } : {};
}

/** Figures by period, beside what they are compared with. */
export function useKpi(asked: ReportAsked) {
  const query = { ...sent(asked), by: byOf(asked.search.by), ...compareOf(asked) };
  return useQuery({
    queryKey: ['reports', 'kpi', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/kpi', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** Members by the period of their first purchase. */
export function useCohorts(asked: ReportAsked) {
  const query = { ...sent(asked), by: byOf(asked.search.by) };
  return useQuery({
    queryKey: ['reports', 'cohorts', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/cohorts', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** RFM as of the last day, with moves since the first where one is asked. */
export function useRfm(asked: ReportAsked) {
  const { from } = asked.span;
  const query = { ...ofRfm(asked), ...(from ? { since: from } : {}) };
  return useQuery({
    queryKey: ['reports', 'rfm', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/rfm', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** Members shown of a name. */
const SHOWN = '20';

/** Those of the map who are asked for, those who paid most first. */
export function useRfmMembers(asked: ReportAsked, who: Who) {
  const query = rfmOf(asked, who);
  return useQuery({
    queryKey: ['reports', 'rfm', 'members', query],
    queryFn: ({ signal }) => {
      const rows = { ...query, top: SHOWN };
      return answer(api.GET('/v1/reports/rfm', { params: { query: rows }, signal }));
    },
    ...PATIENTLY,
  });
}

/** Where the file of those who are asked for is. */
export function rfmFile(asked: ReportAsked, who: Who): string {
  return `/v1/exports/rfm${queryText(rfmOf(asked, who))}`;
}

/** The map with whom of it is asked for. */
export function rfmOf(asked: ReportAsked, who: Who) {
  const { from } = asked.span;
  return { ...ofRfm(asked), ...(who.from && from ? { since: from } : {}), ...who };
}

/** RFM as of the last day of the span. */
export function ofRfm({ span, segment, search }: ReportAsked) {
  const window = Number(search.window);
  return {
    as_of: span.to,
    ...(Number.isInteger(window) && window > 0 ? { window: String(window) } : {}),
    ...(segment ? { segment } : {}),
  };
}
