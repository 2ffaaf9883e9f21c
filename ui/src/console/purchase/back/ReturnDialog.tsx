import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { answer, api } from '../../../api/client';
import { Intent } from '../../../api/intent';
import { isZero } from '../../../format/decimal';
import { useFormat, useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { useMoney } from '../../common/money';
import style from '../purchase.module.css';
import { goodsOf, type PricedLine, type Purchase } from '../queries';
import { purchaseWords } from '../words';
import { Confirm } from './Confirm';
import { Outcome } from './Outcome';
import { type Asked, flaw, left, pickable, returnLines } from './returning';
import { backWords } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  purchase: Purchase;
}

/** Goods come back: which, what it leads to, done, and what to hand over. */
export function ReturnDialog({ opened, onClose, purchase }: Props) {
  const t = useWords(backWords);
  const money = useMoney();
  const [asked, setAsked] = useState<Asked>({});
  const [looking, setLooking] = useState(false);
  const returning = useReturn(purchase);
  const preview = usePreview(purchase, asked);
  const content = () => {
    if (returning.data)
      return <Outcome back={returning.data} purchase={purchase} close={onClose} />;
    if (!looking) {
      return (
        <Pick
          purchase={purchase}
          asked={asked}
          setAsked={setAsked}
          refund={preview.data?.refund}
          next={() => setLooking(true)}
        />
      );
    }
    return (
      <Confirm
        purchase={purchase}
        preview={preview}
        doing={returning}
        back={() => setLooking(false)}
        confirm={() => returning.mutate(asked)}
        label={(back) => t.doReturn(money(back.refund))}
      />
    );
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t.return} size="lg">
      {content()}
    </Dialog>
  );
}

interface PickProps {
  purchase: Purchase;
  asked: Asked;
  setAsked: (asked: Asked) => void;
  /** What it would give back, as far as the server has said. */
  refund: string | undefined;
  next: () => void;
}

/** Which lines, and how much of each. */
function Pick({ purchase, asked, setAsked, refund, next }: PickProps) {
  const t = useWords(backWords);
  const money = useMoney();
  const open = purchase.lines.filter((line) => !isZero(left(purchase, line)));
  const all = Object.fromEntries(open.map((line) => [line.line, left(purchase, line)]));
  const picked = open.filter((line) => line.line in asked);
  const ready = pickable(purchase, asked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) next();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Group justify="space-between" mb="xs">
        <Text c="dimmed">{t.pick}</Text>
        <Button
          size="xs"
          variant="default"
          onClick={() => setAsked(picked.length === open.length ? {} : all)}
        >
          {picked.length === open.length ? t.nothing : t.everything}
        </Button>
      </Group>
      <div className={style.picks}>
        {open.map((line) => (
          <PickLine
            key={line.line}
            line={line}
            purchase={purchase}
            value={asked[line.line]}
            change={(text) => {
              const { [line.line]: _before, ...rest } = asked;
              setAsked(text === undefined ? rest : { ...rest, [line.line]: text });
            }}
          />
        ))}
      </div>
      <Group justify="space-between" mt="md">
        <Text fw={550} role="status">
          {ready && refund !== undefined && t.refund(money(refund))}
        </Text>
        <Button type="submit" disabled={!ready}>
          {t.look}
        </Button>
      </Group>
    </form>
  );
}

interface PickLineProps {
  line: PricedLine;
  purchase: Purchase;
  value: string | undefined;
  change: (value: string | undefined) => void;
}

function PickLine({ line, purchase, value, change }: PickLineProps) {
  const t = useWords(backWords);
  const own = useWords(purchaseWords);
  const format = useFormat();
  const money = useMoney();
  const name = goodsOf(purchase, line) ?? own.line(line.line);
  const most = left(purchase, line);
  const wrong = value === undefined ? null : flaw(purchase, line, value);
  return (
    <div className={style.pick}>
      <Checkbox
        checked={value !== undefined}
        onChange={(event) => change(event.currentTarget.checked ? most : undefined)}
        label={name}
        description={`${own.units(format.number(line.quantity))} · ${money(line.to_pay)}`}
      />
      {value !== undefined && (
        <Stack gap={0} align="flex-end">
          <TextInput
            w={110}
            inputMode="decimal"
            aria-label={t.quantityOf(name)}
            value={value}
            onChange={(event) => change(event.currentTarget.value)}
            error={wrong && t.flaws[wrong](format.number(most))}
            rightSectionWidth={46}
            rightSection={
              <Text size="xs" c="dimmed">
                {t.of(format.number(most))}
              </Text>
            }
          />
        </Stack>
      )}
    </div>
  );
}

/** Keystrokes this close together ask once. */
const TYPING_MS = 150;

/** What a return of the lines would come to, decided by the server as the return itself. */
function usePreview(purchase: Purchase, asked: Asked) {
  const [settled] = useDebouncedValue(asked, TYPING_MS);
  const lines = returnLines(settled);
  return useQuery({
    queryKey: ['purchases', purchase.purchase, 'return-preview', lines],
    queryFn: () =>
      answer(
        api.POST('/v1/purchases/{id}/returns/preview', {
          params: { path: { id: purchase.purchase } },
          body: { lines },
        }),
      ),
    enabled: pickable(purchase, settled),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

function useReturn(purchase: Purchase) {
  const queries = useQueryClient();
  const [intent] = useState(() => new Intent());
  return useMutation({
    mutationFn: (asked: Asked) => {
      const lines = returnLines(asked);
      return answer(
        api.POST('/v1/purchases/{id}/returns', {
          params: { path: { id: purchase.purchase } },
          body: { id: `console-${intent.idOf(lines)}`, lines },
        }),
      );
    },
    onSuccess: () => {
      for (const noun of ['purchases', 'members', 'overview']) {
        void queries.invalidateQueries({ queryKey: [noun] });
      }
    },
  });
}
