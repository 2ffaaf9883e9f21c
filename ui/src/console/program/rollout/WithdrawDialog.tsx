import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { commonWords } from '../../common/words';
import { type Rollout, useWithdraw } from './asks';
import { rolloutWords } from './words';

interface Props {
  rollout: Rollout;
  close: () => void;
}

/** Takes a version back from whom it was rolled out to, having said what that means. */
export function WithdrawDialog({ rollout, close }: Props) {
  const t = useWords(rolloutWords);
  const common = useWords(commonWords);
  const [note, setNote] = useState('');
  const withdraw = useWithdraw(rollout.id);
  const confirm = () =>
    withdraw.mutate(note, {
      onSuccess: () => {
        notifications.show({ message: t.withdrawn(rollout.version), color: 'green' });
        close();
      },
    });
  return (
    <Dialog opened onClose={close} title={t.withdrawTitle(rollout.version)}>
      <Stack gap="md">
        <Text>{t.withdrawAbout(rollout.version, rollout.beside)}</Text>
        <TextInput
          label={t.note}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {withdraw.error && <ErrorNote error={withdraw.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={withdraw.isPending}>
            {common.back}
          </Button>
          <Button color="red" loading={withdraw.isPending} onClick={confirm}>
            {t.confirmWithdraw}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
