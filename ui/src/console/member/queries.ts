import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import { pending } from '../../api/pending';
import type { components } from '../../api/schema';
import type { Decimal } from '../../format/formats';
import { useLanguage } from '../../i18n/language';
import { queryText } from '../common/address';
import { after, usePaged } from '../common/paged';
import { useMay } from '../session/session';

export type Member = components['schemas']['Member'];
export type Accounts = components['schemas']['Accounts'];
export type Account = components['schemas']['Account'];
export type Lot = components['schemas']['Lot'];
export type Posting = components['schemas']['Posting'];
export type AuditLine = components['schemas']['AuditLine'];

/** What a member came to, as lists show it. */
export interface Summary {
  tier: string | null;
  balances: Record<string, Decimal>;
  purchases: number;
  spent: Decimal;
  last_purchase_at: string | null;
}

export type MemberRow = Member & { summary?: Summary };

interface Listed<T> {
  items: T[];
  next: string | null;
}

const PAGE = 50;

/** Members found by any identifier or part of a name; the newest when nothing is looked for. */
export function useMembers(q: string) {
  return usePaged(['members', 'list', q], (cursor) =>
    pending<Listed<MemberRow>>(
      'GET',
      `/v1/members${queryText({ q, summary: true, limit: PAGE, cursor })}`,
    ),
  );
}

export function useMember(id: string) {
  return useQuery({
    queryKey: ['members', id],
    queryFn: () => answer(api.GET('/v1/members/{id}', { params: { path: { id } } })),
  });
}

/** What they bought in all, as the list of members tells it. */
export function useSummary(member: Member | undefined) {
  const by = member && identifier(member);
  return useQuery({
    queryKey: ['members', member?.id, 'summary'],
    queryFn: async () => {
      const path = `/v1/members${queryText({ ...by, summary: true, limit: 1 })}`;
      const found = await pending<Listed<MemberRow>>('GET', path);
      return found.items.find(({ id }) => id === member?.id)?.summary ?? null;
    },
    enabled: Boolean(by),
  });
}

function identifier(member: Member): Record<string, string> | undefined {
  const [card] = member.cards;
  if (card) return { card };
  if (member.phone) return { phone: member.phone };
  if (member.email) return { email: member.email };
  return member.external_id ? { external_id: member.external_id } : undefined;
}

/** Balances with their lots and tiers. Units are named in the language of the page. */
export function useAccounts(id: string | null | undefined) {
  const { language } = useLanguage();
  const may = useMay();
  return useQuery({
    queryKey: ['members', id, 'accounts', language],
    queryFn: () =>
      answer(api.GET('/v1/members/{id}/accounts', { params: { path: { id: id ?? '' } } })),
    enabled: Boolean(id) && may('members:read'),
  });
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
