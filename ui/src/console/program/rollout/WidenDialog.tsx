import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { commonWords } from '../../common/words';
import { type Rollout, useWiden } from './asks';
import { EVERYBODY, toOf, type Way, type Whom } from './whom';
import { WhomFields } from './WhomFields';
import { rolloutWords } from './words';

interface Props {
  rollout: Rollout;
  close: () => void;
}

/** Lets a version that is rolled out decide for more of the same, or for everybody. */
export function WidenDialog({ rollout, close }: Props) {
  const t = useWords(rolloutWords);
  const common = useWords(commonWords);
  const [whom, setWhom] = useState<Whom>(() => now(rollout));
  const widen = useWiden(rollout.id);
  const to = toOf(whom);
  const confirm = () =>
    to &&
    widen.mutate(to, {
      onSuccess: () => {
        notifications.show({ message: t.widened(rollout.version), color: 'green' });
        close();
      },
    });
  return (
    <Dialog opened onClose={close} title={t.widenTitle(rollout.version)}>
      <Stack gap="md">
        <WhomFields ways={waysOf(rollout)} whom={whom} change={setWhom} />
        <Text size="sm">{whom.way === 'everybody' ? t.toEverybody : t.stays}</Text>
        {widen.error && <ErrorNote error={widen.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={widen.isPending}>
            {common.back}
          </Button>
          <Button loading={widen.isPending} disabled={to === null} onClick={confirm}>
            {t.confirmWiden}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** What it can be widened to: more of the same, and everybody. */
function waysOf({ to }: Rollout): Way[] {
  if (to?.stores) return ['stores', 'everybody'];
  return to?.percent ? ['percent', 'everybody'] : ['everybody'];
}

function now(rollout: Rollout): Whom {
  const { to } = rollout;
  return {
    ...EVERYBODY,
    way: waysOf(rollout)[0] ?? 'everybody',
    stores: to?.stores ?? [],
    percent: String(to?.percent ?? ''),
  };
}
