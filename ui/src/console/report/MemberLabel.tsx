import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import { memberName } from '../common/member';

const STAYS_MS = 5 * 60_000;

interface Props {
  id: string;
  /** What stands there until the name has come. */
  until?: string | null;
}

/** How a member is called, in a report that knows ids alone. For a few rows: each is a call. */
export function MemberLabel({ id, until }: Props) {
  const { data } = useQuery({
    queryKey: ['members', 'name', id],
    queryFn: () => answer(api.GET('/v1/members/{id}', { params: { path: { id } } })),
    staleTime: STAYS_MS,
  });
  return data ? memberName(data) : (until ?? '…');
}
