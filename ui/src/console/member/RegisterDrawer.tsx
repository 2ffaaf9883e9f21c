import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';

import { answer, api } from '../../api/client';
import { Intent } from '../../api/intent';
import { useFormat, useWords } from '../../i18n/language';
import { SidePanel } from '../common/Dialog';
import { ErrorNote } from '../common/ErrorNote';
import { memberName } from '../common/member';
import { commonWords } from '../common/words';
import { faultAt, isTold } from './faults';
import { StoreSelect } from '../common/StoreSelect';
import { ConsentBoxes } from './ConsentBoxes';
import { blank, registration, type NewMember } from './form';
import { membersWords } from './words';

/** Where the server may find something wrong that the form shows beside its field. */
const PLACES = [
  '/first_name',
  '/middle_name',
  '/last_name',
  '/phone',
  '/email',
  '/card',
  '/birth_date',
  '/city',
  '/store',
];

interface Props {
  opened: boolean;
  onClose: () => void;
}

/** A person joins. */
export function RegisterDrawer({ opened, onClose }: Props) {
  const t = useWords(membersWords);
  return (
    <SidePanel opened={opened} onClose={onClose} title={t.register}>
      <RegisterForm onClose={onClose} />
    </SidePanel>
  );
}

function RegisterForm({ onClose }: { onClose: () => void }) {
  const t = useWords(membersWords);
  const common = useWords(commonWords);
  const [form, setForm] = useState<NewMember>(blank);
  const registering = useRegister(onClose);
  const { error } = registering;
  const set = (change: Partial<NewMember>) => setForm((earlier) => ({ ...earlier, ...change }));
  const field = (name: Exclude<keyof NewMember, 'consents' | 'store'>) => ({
    label: t.fields[name],
    value: form[name],
    error: faultAt(error, `/${name}`),
    onChange: (event: { currentTarget: { value: string } }) =>
      set({ [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    registering.mutate(form);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput {...field('phone')} type="tel" inputMode="tel" data-autofocus />
        <Group grow align="flex-start">
          <TextInput {...field('first_name')} />
          <TextInput {...field('last_name')} />
        </Group>
        <TextInput {...field('middle_name')} />
        <Group grow align="flex-start">
          <TextInput {...field('birth_date')} type="date" />
          <TextInput {...field('city')} />
        </Group>
        <TextInput {...field('email')} type="email" />
        <TextInput {...field('card')} inputMode="numeric" />
        <StoreSelect
          label={t.fields.store}
          value={form.store}
          onChange={(store) => set({ store })}
          error={faultAt(error, '/store')}
        />
        <ConsentBoxes value={form.consents} onChange={(consents) => set({ consents })} />
        {error && !isTold(error, PLACES) && <ErrorNote error={error} />}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" loading={registering.isPending}>
            {t.doRegister}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useRegister(onDone: () => void) {
  const t = useWords(membersWords);
  const format = useFormat();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [intent] = useState(() => new Intent());
  return useMutation({
    mutationFn: (form: NewMember) => {
      const body = { ...registration(form), joined: { source: 'console' } };
      return answer(
        api.POST('/v1/members', {
          params: { header: { 'Idempotency-Key': intent.idOf(body) } },
          body,
        }),
      );
    },
    onSuccess: (member) => {
      intent.done();
      const granted = Object.values(member?.granted ?? {}).map((points) => format.number(points));
      notifications.show({
        title: t.registered,
        message: [memberName(member), granted.length > 0 ? t.granted(granted.join(' · ')) : null]
          .filter(Boolean)
          .join('. '),
      });
      void queries.invalidateQueries({ queryKey: ['members'] });
      onDone();
      void navigate({ to: '/members/$id', params: { id: member.id } });
    },
  });
}
