import { api } from '../../api/client';
import type { components } from '../../api/schema';
import type { Buyer } from '../basket/basket';
import { reach } from '../link/link';
import { asSearched } from './typed';

export type Member = components['schemas']['Member'];
export type Accounts = components['schemas']['Accounts'];

/** How a member is greeted: first and last name, else the telephone or card. */
export function nameOf(member: Member): string {
  const name = [member.first_name, member.last_name].filter(Boolean).join(' ');
  return name || member.phone || member.cards[0] || member.email || member.id;
}

export function buyerOf(member: Member): Buyer {
  return {
    ref: { id: member.id },
    name: nameOf(member),
    phone: member.phone ?? null,
    cards: member.cards,
    blocked: member.blocked,
  };
}

/** Who a card was read of while the server could not say whose it is. */
export function unknownBuyer(card: string): Buyer {
  return { ref: { card }, name: card, phone: null, cards: [card], blocked: false };
}

export function memberId(buyer: Buyer | null): string | null {
  return buyer && 'id' in buyer.ref ? buyer.ref.id : null;
}

/** People who fit a text: a part of a name or telephone, or a whole card. */
export async function findMembers(text: string, stale?: AbortSignal): Promise<Member[]> {
  const found = await listed({ q: asSearched(text), limit: 6 }, stale);
  if (found.length > 0) return found;
  return /^\S{4,64}$/.test(text) ? byCard(text, stale) : [];
}

/** Who has a card. */
export function byCard(card: string, stale?: AbortSignal): Promise<Member[]> {
  return listed({ card, limit: 1 }, stale);
}

/** Who has a telephone. */
export function byPhone(phone: string): Promise<Member[]> {
  return listed({ phone, limit: 1 });
}

async function listed(
  query: { q?: string; card?: string; phone?: string; limit: number },
  stale?: AbortSignal,
): Promise<Member[]> {
  const list = await reach(
    (signal) => api.GET('/v1/members', { params: { query }, signal }),
    stale,
  );
  return list.items;
}

export function readAccounts(id: string, stale?: AbortSignal): Promise<Accounts> {
  // A till shows sums: the lots of who buys for years are thousands.
  const params = { path: { id }, query: { lots: '0' } };
  return reach((signal) => api.GET('/v1/members/{id}/accounts', { params, signal }), stale);
}
