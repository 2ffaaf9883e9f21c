import { Text, Title } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { answer, api } from '../../api/client';
import { useFormat, useWords } from '../../i18n/language';
import { memberName } from '../common/member';
import { Moment } from '../common/Moment';
import { useMay } from '../session/session';
import { useChanges, useFlow } from './queries';
import style from './Segment.module.css';
import { segmentWords } from './words';

/** Who came to a dynamic segment and went: how many within a month, and the last of them by name. */
export function Changes({ id }: { id: string }) {
  const t = useWords(segmentWords);
  const format = useFormat();
  const may = useMay();
  const days = useFlow(id).data?.items ?? [];
  const changes = useChanges(id, may('members:read')).data?.items ?? [];
  const sum = (of: 'came' | 'went') => days.reduce((all, day) => all + day[of], 0);
  const names = useQueries({
    queries: changes.map(({ member }) => ({
      queryKey: ['members', 'name', member],
      queryFn: () => answer(api.GET('/v1/members/{id}', { params: { path: { id: member } } })),
      staleTime: 5 * 60_000,
    })),
  });
  return (
    <section className={style.card} aria-label={t.flow}>
      <Title order={2} size="h5" mb={4}>
        {t.flow}
      </Title>
      <Text size="sm">{t.cameAndWent(format.number(sum('came')), format.number(sum('went')))}</Text>
      {changes.map(({ member, entered, at }, place) => (
        <div key={`${member} ${at} ${entered}`}>
          <Text span c={entered ? 'green' : 'dimmed'} aria-label={entered ? t.came : t.went}>
            {entered ? '+' : '−'}
          </Text>{' '}
          <Link to="/members/$id" params={{ id: member }} search={{}}>
            {names[place]?.data ? memberName(names[place].data) : '…'}
          </Link>{' '}
          <Text span c="dimmed" size="sm">
            <Moment at={at} />
          </Text>
        </div>
      ))}
    </section>
  );
}
