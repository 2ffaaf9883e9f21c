import { type ComponentType, lazy } from 'react';

import { patient } from '../../api/connection';

/** A filter of the frame that a report understands. */
export type Filter = 'segment' | 'compare' | 'period';

/** A report: the filters it has, and its page. Its name stands in `words.ts`. */
export interface ReportPage {
  filters: Filter[];
  Content: ComponentType;
}

/** A page that is loaded when its report is first opened. */
function page<K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) {
  return lazy(patient(async () => ({ default: (await load())[name] })));
}

/** Reports in the order of their tabs, each under its word in the address. */
export const REPORTS = {
  dashboards: {
    filters: [],
    Content: page(() => import('./dashboard/DashboardsPage'), 'DashboardsPage'),
  },
  kpi: {
    filters: ['segment', 'compare', 'period'],
    Content: page(() => import('./kpi/KpiReport'), 'KpiReport'),
  },
  program: {
    filters: ['segment', 'compare', 'period'],
    Content: page(() => import('./program/ProgramReport'), 'ProgramReport'),
  },
  economics: {
    filters: ['segment', 'compare', 'period'],
    Content: page(() => import('./economics/EconomicsReport'), 'EconomicsReport'),
  },
  identification: {
    filters: ['period'],
    Content: page(() => import('./identification/IdentificationReport'), 'IdentificationReport'),
  },
  funnel: {
    filters: ['segment', 'period'],
    Content: page(() => import('./funnel/FunnelReport'), 'FunnelReport'),
  },
  cohorts: {
    filters: ['segment', 'period'],
    Content: page(() => import('./cohorts/CohortsReport'), 'CohortsReport'),
  },
  rfm: {
    filters: ['segment', 'period'],
    Content: page(() => import('./rfm/RfmReport'), 'RfmReport'),
  },
  hours: {
    filters: ['segment', 'period'],
    Content: page(() => import('./hours/HoursReport'), 'HoursReport'),
  },
  clv: {
    filters: ['segment'],
    Content: page(() => import('./clv/ClvReport'), 'ClvReport'),
  },
  abc: {
    filters: ['segment', 'period'],
    Content: page(() => import('./abc/AbcReport'), 'AbcReport'),
  },
  opinions: {
    filters: ['segment', 'compare', 'period'],
    Content: page(() => import('./opinions/OpinionsReport'), 'OpinionsReport'),
  },
  next: {
    filters: [],
    Content: page(() => import('./next/NextReport'), 'NextReport'),
  },
  settlement: {
    filters: ['period'],
    Content: page(() => import('./settlement/SettlementReport'), 'SettlementReport'),
  },
  experiments: {
    filters: [],
    Content: page(() => import('./experiment/ExperimentReport'), 'ExperimentReport'),
  },
} satisfies Record<string, ReportPage>;

export type ReportName = keyof typeof REPORTS;
