import { addressText } from '../common/address';

/** What the address of the member pages may say after `?`. */

export const TABS = ['purchases', 'points', 'rewards', 'next', 'details', 'history'] as const;
export type Tab = (typeof TABS)[number];

export interface MembersSearch {
  /** What is looked for. */
  q?: string;
}

export interface MemberSearch {
  tab?: Tab;
}

export function membersSearch(search: Record<string, unknown>): MembersSearch {
  const q = addressText(search.q);
  return q ? { q } : {};
}

export function memberSearch(search: Record<string, unknown>): MemberSearch {
  const tab = TABS.find((known) => known === search.tab);
  return tab ? { tab } : {};
}
