import type { To } from './asks';

/** How whom a version decides for is said. */
export type Way = 'everybody' | 'percent' | 'stores' | 'segment';

/** Whom a version is to decide for, as typed. */
export interface Whom {
  way: Way;
  percent: string;
  stores: string[];
  segment: string | null;
}

/** Everybody, and a tenth if a share is chosen. */
export const EVERYBODY: Whom = { way: 'everybody', percent: '10', stores: [], segment: null };

/** What is sent; null while it is not whole. */
export function toOf({ way, percent, stores, segment }: Whom): To | null {
  if (way === 'everybody') return { everybody: true };
  if (way === 'stores') return stores.length > 0 ? { stores } : null;
  if (way === 'segment') return segment ? { segment } : null;
  const share = Number(percent.replace(',', '.'));
  return percent.trim() && share > 0 && share < 100 ? { percent: share } : null;
}
