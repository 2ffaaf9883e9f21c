import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { answer, api } from '../../../api/client';
import { Intent } from '../../../api/intent';
import { useFormat, useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { memberName } from '../../common/member';
import { commonWords } from '../../common/words';
import type { Account, Member } from '../queries';
import { after, type Correction, flaws, gain, request } from './adjustment';
import { Consequence } from '../../common/Consequence';
import { pointsWords } from './words';

interface Props {
  opened: boolean;
  onClose: () => void;
  member: Member;
  accounts: Account[];
}

/** Gives or takes points by hand: what and why, then what it leads to, then done. */
export function AdjustDialog({ opened, onClose, member, accounts }: Props) {
  const t = useWords(pointsWords);
  const [asked, setAsked] = useState<Correction>({
    unit: accounts[0]?.unit ?? '',
    give: true,
    points: '',
    lastDay: '',
    reason: '',
  });
  const [looking, setLooking] = useState(false);
  const adjusting = useAdjust(member, onClose);
  const account = accounts.find(({ unit }) => unit === asked.unit);
  if (!account) return null;
  return (
    <Dialog opened={opened} onClose={onClose} title={t.adjust}>
      {looking ? (
        <Check
          asked={asked}
          account={account}
          member={member}
          adjusting={adjusting}
          back={() => setLooking(false)}
        />
      ) : (
        <Ask
          asked={asked}
          account={account}
          accounts={accounts}
          change={(change) => setAsked({ ...asked, ...change })}
          next={() => setLooking(true)}
        />
      )}
    </Dialog>
  );
}

interface AskProps {
  asked: Correction;
  account: Account;
  accounts: Account[];
  change: (change: Partial<Correction>) => void;
  next: () => void;
}

function Ask({ asked, account, accounts, change, next }: AskProps) {
  const t = useWords(pointsWords);
  const format = useFormat();
  const [tried, setTried] = useState(false);
  const wrong = flaws(asked, account);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(wrong).length === 0) next();
  };
  const pointsFlaw = wrong.points && t.flaws[wrong.points](format.number(account.spendable));
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <SegmentedControl
          fullWidth
          aria-label={t.direction}
          value={asked.give ? 'give' : 'take'}
          onChange={(value) => change({ give: value === 'give' })}
          data={[
            { value: 'give', label: t.give },
            { value: 'take', label: t.take },
          ]}
        />
        {accounts.length > 1 && (
          <Select
            label={t.unit}
            allowDeselect={false}
            value={asked.unit}
            onChange={(unit) => change({ unit: unit ?? asked.unit })}
            data={accounts.map(({ unit, name }) => ({ value: unit, label: name }))}
          />
        )}
        <TextInput
          label={t.howMany}
          description={t.has(account.name, format.number(account.available))}
          inputMode="decimal"
          autoComplete="off"
          data-autofocus
          value={asked.points}
          onChange={(event) => change({ points: event.currentTarget.value })}
          error={tried && pointsFlaw}
        />
        {asked.give && (
          <TextInput
            type="date"
            label={t.lastDay}
            description={t.lastDayAbout}
            value={asked.lastDay}
            min={new Date().toISOString().slice(0, 10)}
            onChange={(event) => change({ lastDay: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t.reason}
          description={t.reasonAbout}
          required
          value={asked.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
          error={tried && wrong.reason && t.reasonMissing}
        />
        <Group justify="flex-end" mt="xs">
          <Button type="submit">{t.look}</Button>
        </Group>
      </Stack>
    </form>
  );
}

interface CheckProps {
  asked: Correction;
  account: Account;
  member: Member;
  adjusting: ReturnType<typeof useAdjust>;
  back: () => void;
}

/** What will be, in words and figures, before it is. */
function Check({ asked, account, member, adjusting, back }: CheckProps) {
  const t = useWords(pointsWords);
  const common = useWords(commonWords);
  const format = useFormat();
  const points = format.number(asked.give ? gain(asked) : gain(asked).replace(/^-/, ''));
  const end = asked.lastDay ? t.until(format.date(asked.lastDay)) : t.untilByRule;
  return (
    <Stack gap="sm">
      <Text>{memberName(member)}</Text>
      <Consequence
        name={account.name}
        before={format.number(account.available)}
        after={format.number(after(asked, account))}
        notes={[asked.give ? end : t.takenFirst, t.toldReason(asked.reason.trim())]}
      />
      {adjusting.error && <ErrorNote error={adjusting.error} />}
      <Group justify="flex-end" mt="xs">
        <Button variant="default" onClick={back} disabled={adjusting.isPending}>
          {common.back}
        </Button>
        <Button
          data-autofocus
          loading={adjusting.isPending}
          onClick={() => adjusting.mutate(asked)}
          {...(asked.give ? {} : { color: 'red' })}
        >
          {asked.give ? t.doGive(points) : t.doTake(points)}
        </Button>
      </Group>
    </Stack>
  );
}

function useAdjust(member: Member, onDone: () => void) {
  const t = useWords(pointsWords);
  const format = useFormat();
  const queries = useQueryClient();
  const [intent] = useState(() => new Intent());
  return useMutation({
    mutationFn: (asked: Correction) => {
      const body = request(asked);
      return answer(
        api.POST('/v1/members/{id}/adjustments', {
          params: { path: { id: member.id }, header: { 'Idempotency-Key': intent.idOf(body) } },
          body,
        }),
      );
    },
    onSuccess: (done) => {
      intent.done();
      notifications.show({ title: t.done, message: t.nowHas(format.number(done.available)) });
      void queries.invalidateQueries({ queryKey: ['members'] });
      void queries.invalidateQueries({ queryKey: ['audit'] });
      onDone();
    },
  });
}
