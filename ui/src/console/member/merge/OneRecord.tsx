import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';

import { useWords } from '../../../i18n/language';
import type { Member } from '../queries';
import { EraseDialog } from './EraseDialog';
import { MergeDialog } from './MergeDialog';
import { mergeWords } from './words';

/** What is done with a record as a whole: it takes another in, or is erased. */
export function OneRecord({ member }: { member: Member }) {
  const t = useWords(mergeWords);
  const [merging, merge] = useDisclosure(false);
  const [erasing, erase] = useDisclosure(false);
  return (
    <Group gap="xs" role="group" aria-label={t.apart}>
      <Button variant="default" size="xs" onClick={merge.open}>
        {t.merge}
      </Button>
      <Button variant="default" size="xs" onClick={erase.open}>
        {t.erase}
      </Button>
      <MergeDialog
        key={`merge ${String(merging)}`}
        opened={merging}
        onClose={merge.close}
        member={member}
      />
      <EraseDialog
        key={`erase ${String(erasing)}`}
        opened={erasing}
        onClose={erase.close}
        member={member}
      />
    </Group>
  );
}
