import { SimpleGrid, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { NoPurchases } from '../report/NoPurchases';
import { SuggestionTable } from './SuggestionTable';
import { suggestionWords } from './words';

const TOP = '5';

/** What a member is likely to take next, beside what everybody takes. */
export function MemberSuggestions({ member }: { member: string }) {
  const t = useWords(suggestionWords);
  const query = useQuery({
    queryKey: ['members', member, 'suggestions'],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/v1/members/{id}/suggestions', {
          params: { path: { id: member }, query: { top: TOP } },
          signal,
        }),
      ),
    staleTime: 60_000,
    retry: false,
  });
  return (
    <Asked query={query} waiting={<Skeleton height={240} />}>
      {({ suggested, popular }) =>
        popular.length === 0 ? (
          <NoPurchases />
        ) : (
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
            <SuggestionTable label={t.forMember} goods={suggested} />
            <SuggestionTable label={t.popular} goods={popular} />
          </SimpleGrid>
        )
      }
    </Asked>
  );
}
