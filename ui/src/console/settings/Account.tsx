import { Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useLanguage, useWords } from '../../i18n/language';
import { ErrorNote } from '../common/ErrorNote';
import { fieldsOf, useFields } from '../common/fields';
import { commonWords } from '../common/words';
import { useSession, useSetSession } from '../session/session';
import { LanguageSwitch } from '../shell/LanguageSwitch';
import { PartHead } from './Part';
import { settingsWords } from './words';

type Change = components['schemas']['SessionChange'];

function useChange() {
  const t = useWords(settingsWords);
  const setSession = useSetSession();
  return useMutation({
    mutationFn: (body: Change) => answer(api.PATCH('/v1/session', { body })),
    onSuccess: (session) => {
      setSession(session);
      notifications.show({ message: t.saved });
    },
  });
}

/** Who is logged in: their name, language and password. */
export function Account() {
  const t = useWords(settingsWords);
  return (
    <Stack maw={420} gap="xl">
      <PartHead title={t.parts.account} />
      <Self />
      <Divider />
      <Password />
    </Stack>
  );
}

function Self() {
  const t = useWords(settingsWords);
  const common = useWords(commonWords);
  const { language } = useLanguage();
  const { data } = useSession();
  const form = useFields({ name: data?.staff?.name ?? '' });
  const { values } = form;
  const changing = useChange();
  const { field, rest } = fieldsOf(form, changing.error);
  const save = (event: FormEvent) => {
    event.preventDefault();
    changing.mutate({ name: values.name.trim(), language });
  };
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        {rest && <ErrorNote error={rest} />}
        <TextInput label={t.name} required {...field('name')} />
        <div>
          <LanguageSwitch />
        </div>
        <Button type="submit" variant="default" loading={changing.isPending}>
          {common.save}
        </Button>
      </Stack>
    </form>
  );
}

function Password() {
  const t = useWords(settingsWords);
  const form = useFields({ current: '', new: '' });
  const { values, set } = form;
  const changing = useChange();
  const { field, rest } = fieldsOf(form, changing.error);
  const change = (event: FormEvent) => {
    event.preventDefault();
    const password = { current: values.current, new: values.new };
    changing.mutate(
      { password },
      {
        onSuccess: () => {
          set('current', '');
          set('new', '');
        },
      },
    );
  };
  return (
    <form onSubmit={change}>
      <Stack gap="md">
        {rest && <ErrorNote error={rest} />}
        <PasswordInput
          label={t.account.current}
          required
          autoComplete="current-password"
          {...field('current')}
        />
        <PasswordInput
          label={t.account.next}
          description={t.account.nextAbout}
          required
          autoComplete="new-password"
          {...field('new')}
        />
        <Button type="submit" variant="default" loading={changing.isPending}>
          {t.account.password}
        </Button>
      </Stack>
    </form>
  );
}
