import { Button, Group, Stack, Text, Title } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { type Column, DataTable } from '../common/DataTable';
import { ErrorNote } from '../common/ErrorNote';
import { Moment } from '../common/Moment';
import { useMay } from '../session/session';
import { type Game, useGames, useRotating } from './queries';
import { gameWords } from './words';

type Revealed = Game['revealed'][number];

/** The seeds of the games that are played; nothing where none is. */
export function Games() {
  const t = useWords(gameWords);
  const games = useGames().data?.items ?? [];
  if (games.length === 0) return null;
  return (
    <Stack component="section" gap="lg" mt="xl">
      <div>
        <Title order={2}>{t.games}</Title>
        <Text size="sm" c="dimmed">
          {t.gamesAbout}
        </Text>
      </div>
      {games.map((game) => (
        <Seeds key={game.draw} game={game} />
      ))}
    </Stack>
  );
}

function Seeds({ game: { draw, commitment, since, revealed } }: { game: Game }) {
  const t = useWords(gameWords);
  const may = useMay();
  const rotating = useRotating();
  const columns: Column<Revealed>[] = [
    { key: 'commitment', head: t.commitment, cell: (told) => <code>{told.commitment}</code> },
    { key: 'seed', head: t.seed, cell: ({ seed }) => <code>{seed}</code> },
    { key: 'since', head: t.since, cell: (told) => <Moment at={told.since} />, minor: true },
    {
      key: 'told',
      head: t.told,
      cell: ({ revealed_at }) => <Moment at={revealed_at} />,
      minor: true,
    },
  ];
  return (
    <div>
      <Title order={3}>{draw}</Title>
      {commitment === null ? (
        <Text c="dimmed">{t.notYet}</Text>
      ) : (
        <Group justify="space-between" mb="xs">
          <Text size="sm">
            {t.commitment}: <code>{commitment}</code> · {t.since} <Moment at={since} />
          </Text>
          {may('programs:write') && (
            <Button
              size="xs"
              variant="default"
              disabled={rotating.isPending}
              onClick={() => rotating.mutate({ name: draw, commitment })}
            >
              {t.tell}
            </Button>
          )}
        </Group>
      )}
      {rotating.error && <ErrorNote error={rotating.error} />}
      {revealed.length > 0 && (
        <DataTable
          label={t.revealed(draw)}
          rows={revealed}
          rowKey={(told) => told.commitment}
          columns={columns}
        />
      )}
    </div>
  );
}
