import { Button, Group, Stack, Text } from '@mantine/core';

import { isZero } from '../../../format/decimal';
import { useWords } from '../../../i18n/language';
import { useMoney } from '../../common/money';
import { commonWords } from '../../common/words';
import type { Back, Purchase } from '../queries';
import { useUnits } from '../units';
import { backWords } from './words';

interface Props {
  back: Back;
  purchase: Purchase;
  close: () => void;
}

/** What came back, as the server decided it. */
export function Outcome({ back, purchase, close }: Props) {
  const t = useWords(backWords);
  const common = useWords(commonWords);
  const money = useMoney();
  const { list } = useUnits(purchase.member);
  const notes = [
    list(back.restored) && t.wasRestored(list(back.restored)),
    list(back.reversed) && t.wasReversed(list(back.reversed)),
    !isZero(back.withheld) && t.withheld(money(back.withheld)),
    list(back.debt) && t.debt(list(back.debt)),
  ].filter((note) => typeof note === 'string' && note !== '');
  return (
    <Stack gap="xs" role="status">
      <Text size="sm" c="dimmed">
        {t.handOverNow}
      </Text>
      <Text fz={28} lh="36px" fw={620}>
        {money(back.refund)}
      </Text>
      {notes.map((note) => (
        <Text key={String(note)}>{note}</Text>
      ))}
      <Group justify="flex-end" mt="xs">
        <Button onClick={close} data-autofocus>
          {common.close}
        </Button>
      </Group>
    </Stack>
  );
}
