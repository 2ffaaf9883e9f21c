import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { useWords } from '../../i18n/language';
import { Dialog } from '../common/Dialog';
import { ErrorNote } from '../common/ErrorNote';
import { LinkButton } from '../common/LinkButton';
import { commonWords } from '../common/words';
import type { About } from '../program/about';
import { readScenarios, useStoreScenarios } from '../program/asks';
import style from './playground.module.css';
import { scenarioItem, withScenario } from './scenario';
import { playgroundWords } from './words';

interface Props {
  about: About;
  /** The basket and what came of it, as the server wrote it down. */
  scenario: string;
  close: () => void;
}

/** Appends what was priced to the program's scenarios, under a name, and says where it went. */
export function SaveScenario({ about, scenario, close }: Props) {
  const t = useWords(playgroundWords);
  const common = useWords(commonWords);
  const [name, setName] = useState('');
  const saving = useAppending(about.id);
  const item = scenarioItem(scenario, name.trim() || t.nameHint);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) saving.mutate(item);
  };
  if (saving.isSuccess)
    return (
      <Dialog opened onClose={close} title={t.saved}>
        <Text mb="lg">{t.savedAbout(name.trim())}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {common.close}
          </Button>
          <LinkButton
            to="/program/$part"
            params={{ part: 'scenarios' }}
            search={{ program: about.id }}
          >
            {t.open}
          </LinkButton>
        </Group>
      </Dialog>
    );
  return (
    <Dialog opened onClose={close} title={t.saveTitle} size={620}>
      <form onSubmit={save}>
        <Stack gap="md">
          <Text c="dimmed">{t.saveAbout(about.name)}</Text>
          <TextInput
            label={t.name}
            placeholder={t.nameHint}
            required
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <pre className={style.yaml} tabIndex={0} aria-label={t.saveTitle}>
            {item}
          </pre>
          {saving.error && <ErrorNote error={saving.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {common.cancel}
            </Button>
            <Button type="submit" disabled={!name.trim()} loading={saving.isPending}>
              {common.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** Reads the file anew before it is written: somebody may have added to it meanwhile. */
function useAppending(program: string) {
  const queries = useQueryClient();
  const store = useStoreScenarios(program);
  return useMutation({
    mutationFn: async (item: string) => {
      const file = await readScenarios(program);
      await store.mutateAsync(withScenario(file, program, item));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['programs', 'scenarios', program] }),
  });
}
