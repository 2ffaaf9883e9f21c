import { Divider, Input, PasswordInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useLanguage, useWords } from '../../i18n/language';
import { fieldsOf, useFields } from '../common/fields';
import { useSession, useSetSession } from '../session/session';
import { LanguageSwitch } from '../shell/LanguageSwitch';
import { Form } from './Form';
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
  const { language } = useLanguage();
  const { data } = useSession();
  const form = useFields({ name: data?.staff?.name ?? '' });
  const { values } = form;
  const changing = useChange();
  const { field, rest } = fieldsOf(form, changing.error);
  const save = () => changing.mutate({ name: values.name.trim(), language });
  return (
    <Form error={rest} pending={changing.isPending} submit={save} variant="default">
      <TextInput label={t.people.name} required {...field('name')} />
      <Input.Wrapper label={t.account.language} labelElement="div">
        <div>
          <LanguageSwitch />
        </div>
      </Input.Wrapper>
    </Form>
  );
}

function Password() {
  const t = useWords(settingsWords);
  const form = useFields({ current: '', new: '' });
  const { values, set } = form;
  const changing = useChange();
  const { field, rest } = fieldsOf(form, changing.error);
  const change = () => {
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
    <Form
      error={rest}
      pending={changing.isPending}
      submit={change}
      label={t.account.password}
      variant="default"
    >
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
    </Form>
  );
}
