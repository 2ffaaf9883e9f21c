import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../../api/client';
import { Intent } from '../../../api/intent';
import type { components } from '../../../api/schema';
import { useWords } from '../../../i18n/language';
import type { Member } from '../queries';
import { detailsWords } from './words';

type Change = components['schemas']['MemberChange'];

/** Changes a member; what is sent is only what changed. */
export function useChange(member: Member, onDone: () => void) {
  const t = useWords(detailsWords);
  const queries = useQueryClient();
  const [intent] = useState(() => new Intent());
  return useMutation({
    mutationFn: async (change: Change) => {
      if (Object.keys(change).length === 0) return null;
      return answer(
        api.PATCH('/v1/members/{id}', {
          params: { path: { id: member.id }, header: { 'Idempotency-Key': intent.idOf(change) } },
          body: change,
        }),
      );
    },
    onSuccess: (changed) => {
      onDone();
      if (!changed) return;
      intent.done();
      queries.setQueriesData<Member>({ queryKey: ['members', member.id, 'read'] }, (before) =>
        before ? { ...before, ...changed } : before,
      );
      void queries.invalidateQueries({ queryKey: ['members'] });
      void queries.invalidateQueries({ queryKey: ['audit'] });
      notifications.show({ message: t.saved });
    },
  });
}
