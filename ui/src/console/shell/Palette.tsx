import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { memberName } from '../common/member';
import { useMay } from '../session/session';
import { Icon } from './Icon';
import { PAGES, SIDE_PAGES } from './pages';
import { shellWords } from './words';

/** Members found at most. */
const MOST = 8;

/** One box that finds members by any identifier or part of a name, and pages by theirs. */
export function Palette() {
  const t = useWords(shellWords);
  const may = useMay();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [query] = useDebouncedValue(typed.trim(), 120);
  const found = useQuery({
    queryKey: ['members', 'found', query],
    queryFn: () => answer(api.GET('/v1/members', { params: { query: { q: query, limit: MOST } } })),
    enabled: query.length > 1 && may('members:read'),
    placeholderData: keepPreviousData,
  });
  const pages = [...PAGES, ...SIDE_PAGES]
    .filter((page) => may(page.scope))
    .map((page) => ({
      id: page.path,
      label: t[page.name],
      leftSection: <Icon path={page.icon} />,
      onClick: () => void navigate({ to: page.path }),
    }));
  const wanted = typed.trim().toLowerCase();
  const members = query.length > 1 ? (found.data?.items ?? []) : [];
  const groups: SpotlightActionGroupData[] = [
    {
      group: t.members,
      actions: members.map((member) => ({
        id: member.id,
        label: memberName(member),
        description: [member.phone, member.email].filter(Boolean).join(' · '),
        onClick: () => void navigate({ to: '/members/$id', params: { id: member.id } }),
      })),
    },
    {
      group: t.goTo(''),
      actions: pages.filter((page) => page.label.toLowerCase().includes(wanted)),
    },
  ];
  return (
    <Spotlight
      shortcut="mod + K"
      actions={groups.filter((group) => group.actions.length > 0)}
      query={typed}
      onQueryChange={setTyped}
      filter={(_, all) => all}
      nothingFound={t.nothingFound}
      searchProps={{ placeholder: t.searchAll, 'aria-label': t.search }}
    />
  );
}
