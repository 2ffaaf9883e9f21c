import { Button, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { answer, api } from '../../api/client';
import { Problem } from '../../api/problem';
import { useWords } from '../../i18n/language';
import { Entrance } from './Entrance';
import { useSetSession } from './session';
import { sessionWords } from './words';

interface Props {
  /** Over a page whose session ended, so that nothing typed there is lost. */
  over?: boolean;
  onDone?: () => void;
}

/** Login and password. */
export function LogIn({ over = false, onDone }: Props) {
  const t = useWords(sessionWords);
  const form = <LogInForm {...(onDone ? { onDone } : {})} />;
  if (!over)
    return (
      <Entrance title={t.welcome} about={t.tagline}>
        {form}
      </Entrance>
    );
  return (
    <Modal opened withCloseButton={false} onClose={() => undefined} title={t.logIn}>
      <Text c="dimmed" mb="md">
        {t.ended}
      </Text>
      {form}
    </Modal>
  );
}

function LogInForm({ onDone }: { onDone?: () => void }) {
  const t = useWords(sessionWords);
  const setSession = useSetSession();
  const queries = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const entering = useMutation({
    mutationFn: () => answer(api.POST('/v1/session', { body: { login, password } })),
    onSuccess: (session) => {
      setSession(session);
      void queries.invalidateQueries({
        predicate: (query) => query.queryKey[0] !== 'session',
      });
      onDone?.();
    },
  });
  const enter = (event: FormEvent) => {
    event.preventDefault();
    entering.mutate();
  };
  return (
    <form onSubmit={enter}>
      <Stack gap="md">
        <TextInput
          label={t.login}
          autoComplete="username"
          autoFocus
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t.password}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={refusal(entering.error, t)}
        />
        <Button type="submit" loading={entering.isPending} fullWidth>
          {t.logIn}
        </Button>
      </Stack>
    </form>
  );
}

function refusal(error: Error | null, t: (typeof sessionWords)['en']): string | undefined {
  if (!error) return undefined;
  if (error instanceof Problem && error.status === 401) return t.wrong;
  if (error instanceof Problem && error.status === 429) return t.tooMany(error.retryAfter ?? 60);
  return error.message;
}
