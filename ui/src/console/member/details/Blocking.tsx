import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { memberName } from '../../common/member';
import { commonWords } from '../../common/words';
import type { Member } from '../queries';
import { useChange } from './useChange';
import { detailsWords } from './words';

/** Blocks somebody, or lets them take part again. */
export function Blocking({ member }: { member: Member }) {
  const t = useWords(detailsWords);
  const common = useWords(commonWords);
  const [asking, { open, close }] = useDisclosure(false);
  const changing = useChange(member, close);
  const say = member.blocked ? t.unblock : t.block;
  return (
    <div>
      <Button variant="default" size="xs" onClick={open}>
        {say.title}
      </Button>
      <Dialog opened={asking} onClose={close} title={say.title}>
        <Stack gap="sm">
          <Text>{say.consequence(memberName(member))}</Text>
          {changing.error && <ErrorNote error={changing.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {common.cancel}
            </Button>
            <Button
              loading={changing.isPending}
              onClick={() => changing.mutate({ blocked: !member.blocked })}
              {...(member.blocked ? {} : { color: 'red' })}
            >
              {say.does}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </div>
  );
}
