import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { answer, api } from '../../../api/client';
import { Intent } from '../../../api/intent';
import { phone } from '../../../format/phone';
import { useWords } from '../../../i18n/language';
import { Dialog } from '../../common/Dialog';
import { ErrorNote } from '../../common/ErrorNote';
import { memberName } from '../../common/member';
import { commonWords } from '../../common/words';
import type { Member } from '../queries';
import { mergeWords } from './words';

/** So many characters are typed to be sure. */
const DIGITS = 4;
/** A reason has so many at least. */
const REASON = 3;

interface Props {
  opened: boolean;
  onClose: () => void;
  member: Member;
}

/** Erases somebody for good, once their card's last characters are typed. */
export function EraseDialog({ opened, onClose, member }: Props) {
  const t = useWords(mergeWords);
  const common = useWords(commonWords);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const erasing = useErase(member, onClose);
  const [card] = member.cards;
  const sure = card ?? member.phone ?? member.id;
  const label = card ? t.typeCard : member.phone ? t.typePhone : t.typeId;
  const ready =
    reason.trim().length >= REASON &&
    typed.trim().toLowerCase() === sure.slice(-DIGITS).toLowerCase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) erasing.mutate(reason.trim());
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t.eraseTitle}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          <Text fw={600}>{memberName(member)}</Text>
          <List size="sm" spacing={4}>
            <List.Item>{t.eraseAbout.person}</List.Item>
            <List.Item>{t.eraseAbout.points}</List.Item>
            <List.Item>{t.eraseAbout.purchases}</List.Item>
          </List>
          <TextInput
            label={t.reason}
            description={t.reasonAbout}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required
            data-autofocus
          />
          <TextInput
            label={label(DIGITS)}
            description={t.shown(card ?? (member.phone ? phone(member.phone) : member.id))}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          {erasing.error && <ErrorNote error={erasing.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} disabled={erasing.isPending}>
              {common.cancel}
            </Button>
            <Button type="submit" color="red" disabled={!ready} loading={erasing.isPending}>
              {t.doErase}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function useErase(member: Member, onDone: () => void) {
  const t = useWords(mergeWords);
  const queries = useQueryClient();
  const [intent] = useState(() => new Intent());
  return useMutation({
    mutationFn: (reason: string) => {
      const body = { reason };
      return answer(
        api.POST('/v1/members/{id}/erasure', {
          params: { path: { id: member.id }, header: { 'Idempotency-Key': intent.idOf(body) } },
          body,
        }),
      );
    },
    onSuccess: () => {
      intent.done();
      notifications.show({ message: t.erasedNow });
      void queries.invalidateQueries({ queryKey: ['members'] });
      void queries.invalidateQueries({ queryKey: ['audit'] });
      onDone();
    },
  });
}
