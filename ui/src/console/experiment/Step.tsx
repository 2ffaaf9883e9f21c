import { Button, Group, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';

import { useWords } from '../../i18n/language';
import { Dialog } from '../common/Dialog';
import { ErrorNote } from '../common/ErrorNote';
import { commonWords } from '../common/words';
import { useStep } from './queries';

interface Props {
  id: string;
  step: 'launch' | 'end';
  /** The question of the dialog. */
  title: string;
  /** What the buttons say. */
  label: string;
  color?: string;
  disabled?: boolean;
  /** What will come of it. */
  children: ReactNode;
}

/** Launches or ends an experiment, once that was meant. */
export function Step({ id, step, title, label, color, disabled = false, children }: Props) {
  const common = useWords(commonWords);
  const [asking, setAsking] = useState(false);
  const make = useStep(id, step);
  const look = color ? { color } : {};
  return (
    <>
      <Button
        {...look}
        variant={step === 'end' ? 'light' : 'filled'}
        disabled={disabled}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={title}>
        <Text component="div">{children}</Text>
        {make.error && <ErrorNote error={make.error} />}
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setAsking(false)}>
            {common.cancel}
          </Button>
          <Button
            {...look}
            loading={make.isPending}
            onClick={() => make.mutate(undefined, { onSuccess: () => setAsking(false) })}
          >
            {label}
          </Button>
        </Group>
      </Dialog>
    </>
  );
}
