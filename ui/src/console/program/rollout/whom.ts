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

/** Nobody, to whom one is added. */
const NOBODY: To = { everybody: null, percent: null, segment: null, stores: null };

/** What is sent; null while it is not whole. */
export function toOf({ way, percent, stores, segment }: Whom): To | null {
  if (way === 'everybody') return { ...NOBODY, everybody: true };
  if (way === 'stores') return stores.length > 0 ? { ...NOBODY, stores } : null;
  if (way === 'segment') return segment ? { ...NOBODY, segment } : null;
  const share = Number(percent.replace(',', '.'));
  return percent.trim() && share > 0 && share < 100 ? { ...NOBODY, percent: share } : null;
}
