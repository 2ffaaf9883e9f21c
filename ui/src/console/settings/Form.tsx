import { Button, type ButtonProps, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';

import { useWords } from '../../i18n/language';
import { ErrorNote } from '../common/ErrorNote';
import { commonWords } from '../common/words';
import { settingsWords } from './words';

/** Saves a thing of the settings, says so, and has the lists it is in come anew. */
export function useSaving(noun: string, save: () => Promise<unknown>, done: () => void) {
  const t = useWords(settingsWords);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: () => {
      notifications.show({ message: t.saved });
      void queries.invalidateQueries({ queryKey: [noun] });
      done();
    },
  });
}

interface Props extends Pick<ButtonProps, 'variant' | 'disabled'> {
  /** What went wrong and stands at none of the fields. */
  error: Error | null;
  pending: boolean;
  submit: () => void;
  /** What the button says; to save unless said. */
  label?: string;
  children: ReactNode;
}

/** The frame of a form: what went wrong, its fields, its one button. */
export function Form({ error, pending, submit, label, children, ...button }: Props) {
  const common = useWords(commonWords);
  const send = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <form onSubmit={send}>
      <Stack gap="md">
        {error && <ErrorNote error={error} />}
        {children}
        <Button type="submit" loading={pending} {...button}>
          {label ?? common.save}
        </Button>
      </Stack>
    </form>
  );
}
