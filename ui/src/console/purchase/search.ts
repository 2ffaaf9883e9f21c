import { addressText } from '../common/address';

/** Where a purchase stands. */
export const STATES = ['posted', 'partly_returned', 'returned', 'voided'] as const;
export type State = (typeof STATES)[number];

/** What the address of the list of purchases may say after `?`. */
export interface PurchasesSearch {
  /** Local days, both included. */
  from?: string;
  to?: string;
  store?: string;
  identified?: boolean;
  state?: State;
  /** The till's own number. */
  receipt?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function purchasesSearch(search: Record<string, unknown>): PurchasesSearch {
  const found: PurchasesSearch = {};
  const from = addressText(search.from);
  const to = addressText(search.to);
  const store = addressText(search.store);
  const receipt = addressText(search.receipt);
  const state = STATES.find((known) => known === search.state);
  if (from && DAY.test(from)) found.from = from;
  if (to && DAY.test(to)) found.to = to;
  if (store) found.store = store;
  if (receipt) found.receipt = receipt;
  if (state) found.state = state;
  const identified = String(search.identified);
  if (identified === 'true' || identified === 'false') found.identified = identified === 'true';
  return found;
}

/** The same as parameters of the API, for the list and for its export. */
export function purchasesQuery(search: PurchasesSearch): Record<string, string> {
  const { receipt, identified, ...rest } = search;
  return {
    ...rest,
    ...(receipt ? { external: receipt } : {}),
    ...(identified === undefined ? {} : { identified: String(identified) }),
  };
}
