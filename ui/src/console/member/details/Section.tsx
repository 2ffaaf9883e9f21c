import { Button, Group, Stack, Title } from '@mantine/core';
import { type FormEvent, type ReactNode, useId } from 'react';

import { useWords } from '../../../i18n/language';
import { ErrorNote } from '../../common/ErrorNote';
import { commonWords } from '../../common/words';
import { useMay } from '../../session/session';
import { isTold } from '../faults';
import { detailsWords } from './words';

interface Props {
  title: string;
  /** How it looks to be read, and to be changed. */
  view: ReactNode;
  form: ReactNode;
  editing: boolean;
  onEdit: () => void;
  onCancel: () => void;
  onSave: () => void;
  saving: { isPending: boolean; error: Error | null };
  /** Places of the body whose errors the form shows itself. */
  places: string[];
}

/** A part of what is known, read until one edits it. */
export function Section({ title, view, form, editing, saving, places, ...on }: Props) {
  const t = useWords(commonWords);
  const own = useWords(detailsWords);
  const may = useMay();
  const head = useId();
  const save = (event: FormEvent) => {
    event.preventDefault();
    on.onSave();
  };
  return (
    <section aria-labelledby={head}>
      <Group justify="space-between" mb="xs" h={30}>
        <Title order={2} id={head}>
          {title}
        </Title>
        {!editing && may('members:write') && (
          <Button size="xs" variant="default" onClick={on.onEdit} aria-describedby={head}>
            {own.edit}
          </Button>
        )}
      </Group>
      {editing ? (
        <form onSubmit={save} noValidate>
          <Stack gap="sm">
            {form}
            {saving.error && !isTold(saving.error, places) && <ErrorNote error={saving.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={on.onCancel} disabled={saving.isPending}>
                {t.cancel}
              </Button>
              <Button type="submit" loading={saving.isPending}>
                {t.save}
              </Button>
            </Group>
          </Stack>
        </form>
      ) : (
        view
      )}
    </section>
  );
}
