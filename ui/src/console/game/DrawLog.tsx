import { Badge, Button, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';

import { useFormat, useWords } from '../../i18n/language';
import { type Column, DataTable } from '../common/DataTable';
import { Moment } from '../common/Moment';
import { More } from '../common/More';
import { canCheck, isRight } from './check';
import { type Draw, useDraws } from './queries';
import { gameWords } from './words';

/** What was drawn for a member, each number to be checked; nothing where nothing was. */
export function DrawLog({ member }: { member: string }) {
  const t = useWords(gameWords);
  const format = useFormat();
  const { query, rows } = useDraws(member);
  if (rows.length === 0) return null;
  const columns: Column<Draw>[] = [
    { key: 'at', head: t.at, cell: ({ at }) => <Moment at={at} /> },
    { key: 'draw', head: t.draw, cell: ({ draw }) => draw },
    {
      key: 'number',
      head: t.number,
      cell: ({ number }) => format.number(String(number)),
      number: true,
    },
    { key: 'prize', head: t.prize, cell: ({ prize }) => prize ?? t.nothing },
    {
      key: 'turn',
      head: t.turn,
      cell: ({ client, nonce }) => (
        <code>
          {client}:{nonce}
        </code>
      ),
      minor: true,
    },
    { key: 'proof', head: t.proof, cell: (draw) => <Proof draw={draw} /> },
  ];
  return (
    <section>
      <Title order={2}>{t.draws}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t.drawsAbout}
      </Text>
      <DataTable label={t.draws} rows={rows} rowKey={({ id }) => id} columns={columns} />
      <More query={query} />
    </section>
  );
}

function Proof({ draw: { client, nonce, number, commitment, seed } }: { draw: Draw }) {
  const t = useWords(gameWords);
  const checking = useMutation({ mutationFn: isRight });
  if (commitment === null) return t.none;
  if (seed === null) return t.later;
  if (!canCheck()) return t.cannot;
  if (checking.data !== undefined)
    return (
      <Badge color={checking.data ? 'green' : 'red'} variant="light" tt="none" role="status">
        {checking.data ? t.right : t.wrong}
      </Badge>
    );
  return (
    <Button
      size="xs"
      variant="default"
      onClick={() => checking.mutate({ client, nonce, number, commitment, seed })}
    >
      {t.check}
    </Button>
  );
}
