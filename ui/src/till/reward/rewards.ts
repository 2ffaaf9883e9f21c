import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import type { Language } from '../../i18n/words';
import { reach } from '../link/link';

export type Claim = components['schemas']['Claim'];
export type Reward = components['schemas']['Rewards']['items'][number];

/** A claim by its code; null if there is none. */
export async function askClaim(code: string): Promise<Claim | null> {
  try {
    const params = { path: { id: code } };
    return await reach((signal) => api.GET('/v1/claims/{id}', { params, signal }));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** What a member may claim, and what of theirs waits to be handed over. */
export async function readRewards(id: string, language: Language) {
  const path = { id };
  const [rewards, claims] = await Promise.all([
    reach((signal) =>
      api.GET('/v1/members/{id}/rewards', { params: { path, query: { language } }, signal }),
    ),
    reach((signal) =>
      api.GET('/v1/members/{id}/claims', { params: { path, query: { limit: 50 } }, signal }),
    ),
  ]);
  return {
    rewards: rewards.items,
    open: claims.items.filter(({ state }) => state === 'open'),
  };
}

/** Claims a reward; the same key is sent until it is answered. */
export function makeClaim(member: string, reward: string, key: string): Promise<Claim> {
  const params = { path: { id: member }, header: { 'Idempotency-Key': key } };
  return reach((signal) =>
    api.POST('/v1/members/{id}/claims', { params, body: { reward }, signal }),
  );
}

/** Hands a reward over, once. */
export function handOver(claim: string, place: { store: string; cashier: string }): Promise<Claim> {
  const params = { path: { id: claim } };
  return reach((signal) => api.POST('/v1/claims/{id}/hand-over', { params, body: place, signal }));
}
