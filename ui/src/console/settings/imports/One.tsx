import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { api } from '../../../api/client';
import { useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { commonWords } from '../../common/words';
import { isUnderway, useImport } from './imports';
import style from './Imports.module.css';
import { Mapping } from './Mapping';
import { Outcome } from './Outcome';
import { State } from './State';
import { Underway } from './Underway';
import { importWords } from './words';

/** One file: its columns, its progress, what came of it. */
export function One({ id }: { id: string }) {
  const t = useWords(importWords);
  const query = useImport(id);
  return (
    <Stack gap="lg">
      <div>
        <Anchor component={Link} to="/settings/imports">
          ← {t.back}
        </Anchor>
      </div>
      <Asked query={query}>
        {(one) => (
          <>
            <Group justify="space-between" align="flex-start" wrap="nowrap">
              <div>
                <Title order={2} className={style.file ?? ''}>
                  {one.name}
                </Title>
                <Text c="dimmed">
                  {t.kinds[one.kind]} · <State one={one} />
                </Text>
              </div>
              {!isUnderway(one) && <Remove id={id} />}
            </Group>
            {isUnderway(one) && <Underway one={one} />}
            {one.error && <Text c="var(--harm)">{one.error}</Text>}
            {one.result && !isUnderway(one) && <Outcome one={one} result={one.result} />}
            {!isUnderway(one) && <Mapping key={one.state} one={one} />}
          </>
        )}
      </Asked>
    </Stack>
  );
}

function Remove({ id }: { id: string }) {
  const t = useWords(importWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const removing = useMutation({
    mutationFn: () => api.DELETE('/v1/imports/{id}', { params: { path: { id } } }),
    onSuccess: async () => {
      await navigate({ to: '/settings/$part', params: { part: 'imports' } });
      queries.removeQueries({ queryKey: ['imports', id] });
      void queries.invalidateQueries({ queryKey: ['imports', 'list'] });
    },
  });
  return (
    <>
      <Button variant="default" flex="none" onClick={() => setAsking(true)}>
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
