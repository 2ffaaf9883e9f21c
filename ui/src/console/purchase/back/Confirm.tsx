import { Button, Group, Stack } from '@mantine/core';

import { less } from '../../../format/decimal';
import { useWords } from '../../../i18n/language';
import { Consequence } from '../../common/Consequence';
import { ErrorNote } from '../../common/ErrorNote';
import { useMoney } from '../../common/money';
import { commonWords } from '../../common/words';
import type { Purchase } from '../queries';
import { useUnits } from '../units';
import { type Effect, missing } from './returning';
import { backWords } from './words';

interface Props {
  purchase: Purchase;
  effect: Effect;
  doing: { isPending: boolean; error: Error | null };
  back: () => void;
  confirm: () => void;
  label: string;
}

/** What will come back, in money and points, before it does. */
export function Confirm({ purchase, effect, doing, back, confirm, label }: Props) {
  const t = useWords(backWords);
  const common = useWords(commonWords);
  const money = useMoney();
  const { list, accounts } = useUnits(purchase.member);
  const paid = less(purchase.totals.to_pay, purchase.refunded);
  const points = (say: (points: string) => string, given: string) => given && say(given);
  return (
    <Stack gap="sm">
      <Consequence
        name={t.paid}
        before={money(paid)}
        after={money(less(paid, effect.refund))}
        notes={[
          t.handOver(money(effect.refund)),
          points(t.restored, list(effect.restored)),
          points(t.reversed, list(effect.reversed)),
          points(t.missing, list(missing(effect, accounts))),
        ]}
      />
      {doing.error && <ErrorNote error={doing.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={back} disabled={doing.isPending}>
          {common.back}
        </Button>
        <Button color="red" data-autofocus loading={doing.isPending} onClick={confirm}>
          {label}
        </Button>
      </Group>
    </Stack>
  );
}
