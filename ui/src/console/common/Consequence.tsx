import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import style from './Consequence.module.css';

interface Props {
  /** What changes. */
  name: string;
  before: string;
  after: string;
  /** What else comes of it, a sentence each. */
  notes: ReactNode[];
}

/** What will be, before it is done: a figure as it is and as it will be. */
export function Consequence({ name, before, after, notes }: Props) {
  return (
    <div className={style.box}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <div className={style.figures}>
        <span className={style.before}>{before}</span>
        <span aria-hidden="true">→</span>
        <span>{after}</span>
      </div>
      <Stack gap={2} mt={6}>
        {notes.filter(Boolean).map((note, place) => (
          <Text key={place} size="sm">
            {note}
          </Text>
        ))}
      </Stack>
    </div>
  );
}
