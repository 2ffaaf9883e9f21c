import { Button, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../../../api/client';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { commonWords } from '../../common/words';
import { type Import, isUnderway, RESULTS, useImport } from './imports';
import style from './Imports.module.css';
import { Mapping } from './Mapping';
import { RefusedRows } from './RefusedRows';
import { importWords } from './words';

/** One file: its columns, its progress, what came of it. */
export function One({ id, back }: { id: string; back: () => void }) {
  const t = useWords(importWords);
  const query = useImport(id);
  return (
    <Stack gap="lg">
      <div>
        <Button variant="subtle" size="compact-sm" onClick={back}>
          ← {t.back}
        </Button>
      </div>
      <Asked query={query}>
        {(one) => (
          <>
            <Group justify="space-between">
              <div>
                <Title order={2}>{one.name}</Title>
                <Text c="dimmed">
                  {t.kinds[one.kind]} ·{' '}
                  {one.state === 'done' && one.asked?.dry_run ? t.checked : t.states[one.state]}
                </Text>
              </div>
              {!isUnderway(one) && <Remove id={id} done={back} />}
            </Group>
            {isUnderway(one) && <Underway one={one} />}
            {one.error && <Text c="var(--harm)">{one.error}</Text>}
            {one.result && !isUnderway(one) && <Outcome one={one} />}
            {!isUnderway(one) && <Mapping key={one.state} one={one} />}
          </>
        )}
      </Asked>
    </Stack>
  );
}

function Underway({ one }: { one: Import }) {
  const t = useWords(importWords);
  const format = useFormat();
  const {
    rows,
    percent,
    seconds_left: left,
  } = one.progress ?? {
    rows: 0,
    percent: 0,
    seconds_left: null,
  };
  return (
    <Stack gap={6} role="status">
      <Progress value={percent} animated aria-label={t.states[one.state]} size="lg" />
      <Text>
        {t.progress(format.number(rows), rows)}
        {left !== null && ` · ${t.left(Math.round(left / 60))}`}
      </Text>
      <Text c="dimmed">{t.stay}</Text>
    </Stack>
  );
}

function Outcome({ one }: { one: Import }) {
  const t = useWords(importWords);
  const format = useFormat();
  const { result } = one;
  const told = RESULTS.filter((name) => result?.[name] !== undefined);
  return (
    <>
      <dl className={style.results}>
        {told.map((name) => (
          <div key={name}>
            <dt>{t.result[name]}</dt>
            <dd>{format.number(result?.[name])}</dd>
          </div>
        ))}
      </dl>
      {(result?.refused ?? 0) > 0 && <RefusedRows id={one.id} />}
    </>
  );
}

function Remove({ id, done }: { id: string; done: () => void }) {
  const t = useWords(importWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => api.DELETE('/v1/imports/{id}', { params: { path: { id } } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
      done();
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {t.remove}
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t.remove}>
        <Text>{t.removeAsk}</Text>
        {removing.error && <ErrorNote error={removing.error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {common.cancel}
          </Button>
          <Button color="red" loading={removing.isPending} onClick={() => removing.mutate()}>
            {t.remove}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
