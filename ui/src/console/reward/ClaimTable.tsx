import { Badge, Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useLanguage, useWords } from '../../i18n/language';
import { type Column, DataTable } from '../common/DataTable';
import { ErrorNote } from '../common/ErrorNote';
import { Moment } from '../common/Moment';
import { useMay } from '../session/session';
import { type Claim, useEnding } from './queries';
import { rewardWords } from './words';

/** Claims, each with what can be done with it. */
export function ClaimTable({ claims, whose }: { claims: Claim[]; whose: boolean }) {
  const t = useWords(rewardWords);
  const { language } = useLanguage();
  const states: Record<string, string> = t.states;
  const ending = useEnding();
  const may = useMay();
  const member: Column<Claim> = {
    key: 'member',
    head: t.member,
    cell: ({ member: { id, name } }) => (
      <Link to="/members/$id" params={{ id }} search={{}}>
        {name ?? id}
      </Link>
    ),
  };
  const columns: Column<Claim>[] = [
    { key: 'reward', head: t.reward, cell: (claim) => claim.name?.[language] ?? claim.reward },
    ...(whose ? [member] : []),
    {
      key: 'code',
      head: t.code,
      cell: ({ code }) => <code>{code}</code>,
      minor: true,
    },
    {
      key: 'state',
      head: t.state,
      cell: ({ state }) => (
        <Badge variant="light" tt="none">
          {states[state] ?? state}
        </Badge>
      ),
    },
    { key: 'at', head: t.at, cell: ({ at }) => <Moment at={at} />, minor: true },
    {
      key: 'until',
      head: t.until,
      cell: ({ expires_at }) => (expires_at ? <Moment at={expires_at} /> : '—'),
      minor: true,
    },
    {
      key: 'ended',
      head: t.ended,
      cell: ({ ended_at, store, cashier }) =>
        ended_at ? (
          <>
            <Moment at={ended_at} /> {t.given(store ?? '', cashier ?? '')}
          </>
        ) : (
          '—'
        ),
      minor: true,
    },
    {
      key: 'acts',
      head: '',
      cell: ({ claim, state }) =>
        state === 'open' && may('till') ? (
          <Group gap="xs" wrap="nowrap">
            <Button
              size="xs"
              disabled={ending.isPending}
              onClick={() => ending.mutate({ claim, how: 'hand-over' })}
            >
              {t.handOver}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={ending.isPending}
              onClick={() => ending.mutate({ claim, how: 'cancel' })}
            >
              {t.cancel}
            </Button>
          </Group>
        ) : null,
    },
  ];
  return (
    <>
      {ending.error && <ErrorNote error={ending.error} />}
      <DataTable label={t.claimed} rows={claims} rowKey={({ claim }) => claim} columns={columns} />
    </>
  );
}
