import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { answer, api } from '../../api/client';
import { Problem } from '../../api/problem';
import { useLanguage, useWords } from '../../i18n/language';
import { Entrance } from './Entrance';
import { useSetSession } from './session';
import { sessionWords } from './words';

/** The first run: makes the administrator. The code comes with the printed address, or is typed. */
export function SetUp() {
  const t = useWords(sessionWords);
  const { language } = useLanguage();
  const setSession = useSetSession();
  const [form, setForm] = useState({
    code: window.location.hash.slice(1),
    name: '',
    login: '',
    password: '',
  });
  const making = useMutation({
    mutationFn: () => answer(api.POST('/v1/setup', { body: { ...form, language } })),
    onSuccess: (session) => {
      window.history.replaceState(null, '', '/console/');
      setSession(session);
    },
  });
  const error = making.error;
  const field = (name: keyof typeof form) => ({
    required: true,
    value: form[name],
    error: error instanceof Problem ? error.at(`/${name}`) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((earlier) => ({ ...earlier, [name]: value }));
    },
  });
  const make = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Entrance title={t.setUp} about={t.setUpAbout}>
      <form onSubmit={make}>
        <Stack gap="md">
          <TextInput label={t.code} {...field('code')} />
          <TextInput label={t.name} autoComplete="name" {...field('name')} />
          <TextInput label={t.login} autoComplete="username" {...field('login')} />
          <PasswordInput
            label={t.password}
            description={t.passwordAbout}
            autoComplete="new-password"
            {...field('password')}
          />
          {error && !(error instanceof Problem && error.errors.length > 0) && (
            <Text c="var(--harm)" role="alert">
              {error.message}
            </Text>
          )}
          <Button type="submit" loading={making.isPending} fullWidth>
            {t.create}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
