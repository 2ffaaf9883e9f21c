import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { api } from '../../../api/client';
import { useFormat, useWords } from '../../../i18n/language';
import { ErrorNote } from '../../common/ErrorNote';
import { type Import } from './imports';
import { importWords } from './words';

/** How far a run is, how long it will take, and the way to stop it. */
export function Underway({ one }: { one: Import }) {
  const t = useWords(importWords);
  const format = useFormat();
  const { progress } = one;
  return (
    <Stack gap={6}>
      <Progress
        value={progress?.percent ?? 0}
        animated
        aria-label={t.states[one.state]}
        size="lg"
      />
      <Group justify="space-between" align="flex-start">
        <div role="status">
          <Text>{progress ? told() : t.states.queued}</Text>
          <Text c="dimmed">{t.stay}</Text>
        </div>
        <Stop one={one} />
      </Group>
    </Stack>
  );

  function told() {
    if (!progress) return null;
    const { step, rows, written, write_total: total, seconds_left: left } = progress;
    const done =
      step === 'writing'
        ? t.written(format.number(written), format.number(total))
        : t.progress(format.number(rows), rows);
    return left === null ? done : `${done} · ${t.left(Math.round(left / 60))}`;
  }
}

/** Nothing is lost by it: what was written stays, and the next run goes on from there. */
function Stop({ one }: { one: Import }) {
  const t = useWords(importWords);
  const queries = useQueryClient();
  const stopping = useMutation({
    mutationFn: () => api.POST('/v1/imports/{id}/cancel', { params: { path: { id: one.id } } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['imports'] }),
  });
  return (
    <div>
      <Button
        variant="default"
        title={t.stopAbout}
        loading={stopping.isPending}
        disabled={stopping.isSuccess}
        onClick={() => stopping.mutate()}
      >
        {t.stop}
      </Button>
      {stopping.error && <ErrorNote error={stopping.error} />}
    </div>
  );
}
