import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

import { useFormat, useWords } from '../../i18n/language';
import { Dialog } from '../common/Dialog';
import { ErrorNote } from '../common/ErrorNote';
import { commonWords } from '../common/words';
import { type Programs, type Publication, useCancel, useVersion, type Version } from './asks';
import { decidesInstead } from './standing';
import { versionWords } from './words';

interface Props {
  programs: Programs;
  version: Version;
  publication: Publication;
  close: () => void;
}

/** Takes a publication back before it decides, having said what will decide instead. */
export function CancelDialog({ programs, version, publication, close }: Props) {
  const t = useWords(versionWords);
  const common = useWords(commonWords);
  const format = useFormat();
  const zone = useVersion(version).data?.about?.time_zone;
  const cancel = useCancel(version.id);
  const at = format.moment(publication.live_at, zone);
  const instead = decidesInstead(programs, publication);
  const confirm = () =>
    cancel.mutate(publication.id, {
      onSuccess: () => {
        notifications.show({ message: t.cancelled(version.version), color: 'green' });
        close();
      },
    });
  return (
    <Dialog opened onClose={close} title={t.cancelTitle(version.version)}>
      <Stack gap="md">
        <Text>{t.cancelAbout(version.version, at, instead)}</Text>
        {cancel.error && <ErrorNote error={cancel.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={cancel.isPending}>
            {common.back}
          </Button>
          <Button color="red" loading={cancel.isPending} onClick={confirm}>
            {t.confirmCancel}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
