import { Button, type ButtonProps, Group, Text } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';

import { useWords } from '../../i18n/language';
import { Dialog } from './Dialog';
import { ErrorNote } from './ErrorNote';
import { commonWords } from './words';

interface Props extends Pick<ButtonProps, 'size'> {
  /** What the button says. */
  label: string;
  /** What is asked before, and what it means. */
  ask: string;
  about: string;
  drop: UseMutationResult<unknown, Error, void>;
  /** It is deleted. */
  done: () => void;
}

/** Deletes something, once that was meant. */
export function Drop({ label, ask, about, drop, done, size }: Props) {
  const t = useWords(commonWords);
  const [asking, setAsking] = useState(false);
  const gone = () => {
    setAsking(false);
    done();
  };
  return (
    <>
      <Button
        {...(size ? { size } : {})}
        variant="subtle"
        color="red"
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={ask}>
        <Text>{about}</Text>
        {drop.error && <ErrorNote error={drop.error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {t.cancel}
          </Button>
          <Button
            color="red"
            loading={drop.isPending}
            onClick={() => drop.mutate(undefined, { onSuccess: gone })}
          >
            {label}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
