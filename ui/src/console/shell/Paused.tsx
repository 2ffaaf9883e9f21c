import { Button, Code, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import { useFormat, useWords } from '../../i18n/language';
import { Dialog } from '../common/Dialog';
import { ErrorNote } from '../common/ErrorNote';
import { commonWords } from '../common/words';
import { useMay } from '../session/session';
import style from './Shell.module.css';
import { shellWords } from './words';

const KEY = ['instance'];

/** How often it is asked whether somebody else has let the copy work, ms. */
const EVERY_MS = 30_000;

/** Says on every page, to those who may change it, that this is a restored copy that does nothing by itself. */
export function Paused() {
  const t = useWords(shellWords).paused;
  const format = useFormat();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: () => answer(api.GET('/v1/instance')),
    enabled: may('staff:write'),
    refetchInterval: (query) => (query.state.data?.state === 'restored' ? EVERY_MS : false),
  });
  if (data?.state !== 'restored') return null;
  const since = data.restored_at && format.dateTime(data.restored_at);
  return (
    <div role="region" aria-label={t.title(null)} className={style.paused}>
      <div className={style.why}>
        <Text fw={600}>{t.title(since)}</Text>
        <Text size="sm">
          {t.about} <Code className={style.command ?? ''}>regulars resume</Code>
        </Text>
      </div>
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t.resume}
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t.sure}>
        {asking && <Resume done={() => setAsking(false)} />}
      </Dialog>
    </div>
  );
}

function Resume({ done }: { done: () => void }) {
  const t = useWords(shellWords).paused;
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const resuming = useMutation({
    mutationFn: () => answer(api.POST('/v1/instance/resume')),
    onSuccess: (instance) => {
      queries.setQueryData(KEY, instance);
      notifications.show({ message: t.resumed });
      done();
    },
  });
  return (
    <>
      <Text mb="md">{t.warning}</Text>
      {resuming.error && <ErrorNote error={resuming.error} />}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={done}>
          {common.cancel}
        </Button>
        <Button color="red" loading={resuming.isPending} onClick={() => resuming.mutate()}>
          {t.yes}
        </Button>
      </Group>
    </>
  );
}
