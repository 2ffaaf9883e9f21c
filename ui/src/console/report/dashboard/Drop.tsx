import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';

import { useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { commonWords } from '../../common/words';
import { type Dashboard, useDrop } from './dashboards';
import { dashboardWords } from './words';

/** Deletes a dashboard, once that was meant. */
export function Drop({ dashboard, done }: { dashboard: Dashboard; done: () => void }) {
  const t = useWords(dashboardWords);
  const common = useWords(commonWords);
  const [asking, setAsking] = useState(false);
  const drop = useDrop(dashboard.id);
  const gone = () => {
    setAsking(false);
    done();
  };
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t.drop}
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={t.dropAsk(dashboard.name)}>
        <Text>{t.dropAbout}</Text>
        {drop.error && <ErrorNote error={drop.error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {common.cancel}
          </Button>
          <Button
            color="red"
            loading={drop.isPending}
            onClick={() => drop.mutate(undefined, { onSuccess: gone })}
          >
            {t.drop}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
