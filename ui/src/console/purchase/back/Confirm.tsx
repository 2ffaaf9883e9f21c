import { Button, Group, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';

import { isZero, less } from '../../../format/decimal';
import { useWords } from '../../../i18n/language';
import { Asked, Rows } from '../../common/Asked';
import { Consequence } from '../../common/Consequence';
import { ErrorNote } from '../../common/ErrorNote';
import { useMoney } from '../../common/money';
import { commonWords } from '../../common/words';
import type { BackPreview, Purchase } from '../queries';
import { useUnits } from '../units';
import { backWords } from './words';

interface Props {
  purchase: Purchase;
  /** What it would come to, as the server decides it now. */
  preview: UseQueryResult<BackPreview>;
  doing: { isPending: boolean; error: Error | null };
  back: () => void;
  confirm: () => void;
  label: (back: BackPreview) => string;
}

/** What will come back, in money and points, before it does. */
export function Confirm({ purchase, preview, doing, back, confirm, label }: Props) {
  const common = useWords(commonWords);
  const { data } = preview;
  return (
    <Stack gap="sm">
      <Asked query={preview} waiting={<Rows count={3} />}>
        {(will) => <Foreseen purchase={purchase} will={will} />}
      </Asked>
      {doing.error && <ErrorNote error={doing.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={back} disabled={doing.isPending}>
          {common.back}
        </Button>
        {data && !preview.error && (
          <Button
            color="red"
            data-autofocus
            loading={doing.isPending}
            disabled={preview.isPlaceholderData}
            onClick={confirm}
          >
            {label(data)}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Foreseen({ purchase, will }: { purchase: Purchase; will: BackPreview }) {
  const t = useWords(backWords);
  const money = useMoney();
  const { list } = useUnits(purchase.member);
  const paid = less(purchase.totals.to_pay, purchase.refunded);
  const points = (say: (points: string) => string, given: string) => given && say(given);
  return (
    <Consequence
      name={t.paid}
      before={money(paid)}
      after={money(less(paid, will.refund))}
      notes={[
        t.handOver(money(will.refund)),
        points(t.restored, list(will.restored)),
        points(t.reversed, list(will.reversed)),
        !isZero(will.withheld) && t.willWithhold(money(will.withheld)),
        points(t.willOwe, list(will.debt)),
      ]}
    />
  );
}
