import { useQuery } from '@tanstack/react-query';

import { pending } from '../../api/pending';
import type { Decimal } from '../../format/formats';
import type { Period } from './period';

/** Amounts by unit. */
export type ByUnit = Record<string, Decimal>;

/** What happened in a period. */
export interface Figures {
  sales: Decimal;
  returned: Decimal;
  purchases: number;
  identified_sales: Decimal;
  identified_purchases: number;
  average_basket: Decimal | null;
  discount: Decimal;
  members_new: number;
  members_active: number;
  members_lost: number;
  frequency: Decimal | null;
  issued: ByUnit;
  redeemed: ByUnit;
  expired: ByUnit;
}

export interface DayFigures {
  date: string;
  sales: Decimal;
  identified_sales: Decimal;
  purchases: number;
  identified_purchases: number;
  members_new: number;
  issued: ByUnit;
  redeemed: ByUnit;
}

export interface Overview {
  from: string;
  to: string;
  as_of: string;
  currency: string;
  program: { id: string; version: number } | null;
  units: { id: string; name: string }[];
  today: Figures;
  current: Figures;
  previous: Figures;
  days: DayFigures[];
  hours: { weekday: number; hour: number; purchases: number }[];
  tiers: { scheme: string; level: string | null; members: number }[];
  liability: { unit: string; available: Decimal; pending: Decimal; expiring_30_days: Decimal }[];
  members: number;
  attention: { kind: string; count: number; text: string }[];
}

/** How often figures are asked for while the page is looked at, ms. */
const FRESH_MS = 10_000;

/** The figures of a period, kept fresh; those shown stay until the next have come. */
export function useOverview({ from, to }: Period, store: string | undefined) {
  return useQuery({
    queryKey: ['overview', from, to, store],
    queryFn: () => {
      const query = new URLSearchParams({ from, to, ...(store ? { store } : {}) });
      return pending<Overview>('GET', `/v1/overview?${query}`);
    },
    refetchInterval: FRESH_MS,
    placeholderData: (earlier) => earlier,
  });
}
