import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useLanguage } from '../../i18n/language';
import { after, usePaged } from '../common/paged';
import { useMay } from '../session/session';

export type Member = components['schemas']['MemberListed'];
export type Accounts = components['schemas']['Accounts'];
export type Account = components['schemas']['Account'];
export type Tier = components['schemas']['Tier'];
export type Lot = components['schemas']['Lot'];
export type Posting = components['schemas']['Posting'];
export type AuditLine = components['schemas']['AuditLine'];

const PAGE = 50;

/** Members found by any identifier or part of a name; the newest when nothing is looked for. */
export function useMembers(q: string) {
  const { language } = useLanguage();
  return usePaged(['members', 'list', q, language], (cursor) =>
    answer(
      api.GET('/v1/members', {
        params: { query: { ...(q ? { q } : {}), summary: 'true', ...page(cursor) } },
      }),
    ),
  );
}

/** Lots told with the balances, and shown by each step: who buys for years has thousands. */
export const LOTS = 20;

/** A member with what they came to. */
export function useMember(id: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['members', id, 'read', language],
    queryFn: () =>
      answer(api.GET('/v1/members/{id}', { params: { path: { id }, query: { summary: 'true' } } })),
  });
}

/** What analytics say of a member: stage, scores, value and risk. */
export function useStamps(id: string) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['members', id, 'stamps', language],
    queryFn: () => answer(api.GET('/v1/members/{id}/stamps', { params: { path: { id } } })),
  });
}

/** Experiments a member is in, and whether the universal control leaves the member out. */
export function useMemberExperiments(id: string) {
  return useQuery({
    queryKey: ['members', id, 'experiments'],
    queryFn: () => answer(api.GET('/v1/members/{id}/experiments', { params: { path: { id } } })),
  });
}

/** Saved segments a member is in. */
export function useMemberSegments(id: string) {
  return useQuery({
    queryKey: ['members', id, 'segments'],
    queryFn: () => answer(api.GET('/v1/members/{id}/segments', { params: { path: { id } } })),
  });
}

/** Balances with their first lots, and tiers. Units are named in the language of the page. */
export function useAccounts(id: string | null | undefined) {
  const { language } = useLanguage();
  const may = useMay();
  return useQuery({
    queryKey: ['members', id, 'accounts', language],
    queryFn: () => readAccounts(id ?? '', { lots: String(LOTS) }),
    enabled: Boolean(id) && may('members:read'),
  });
}

/** Balances with every lot, once they are asked for. */
export function useEveryLot(id: string, asked: boolean) {
  const { language } = useLanguage();
  return useQuery({
    queryKey: ['members', id, 'accounts', language, 'every lot'],
    queryFn: () => readAccounts(id, {}),
    enabled: asked,
  });
}

function readAccounts(id: string, query: { lots?: string }) {
  return answer(api.GET('/v1/members/{id}/accounts', { params: { path: { id }, query } }));
}

export function useEntries(id: string) {
  const { language } = useLanguage();
  return usePaged(['members', id, 'entries', language], (cursor) =>
    answer(api.GET('/v1/members/{id}/entries', { params: { path: { id }, query: page(cursor) } })),
  );
}

export function useMemberPurchases(id: string) {
  return usePaged(['members', id, 'purchases'], (cursor) =>
    answer(
      api.GET('/v1/members/{id}/purchases', { params: { path: { id }, query: page(cursor) } }),
    ),
  );
}

export function useAudit(target: string) {
  return usePaged(['audit', { target }], (cursor) =>
    answer(api.GET('/v1/audit', { params: { query: { target, ...page(cursor) } } })),
  );
}

function page(cursor: string | undefined) {
  return { limit: PAGE, ...after(cursor) };
}
