import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  /** What would be here and how it gets here. */
  about?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
}

/** Nothing to show yet, and the next step. */
export function Empty({ title, about, action }: Props) {
  return (
    <Stack align="center" gap="xs" py={48} px="md" ta="center">
      <Title order={2}>{title}</Title>
      {about && (
        <Text c="dimmed" maw={440}>
          {about}
        </Text>
      )}
      {action}
    </Stack>
  );
}
