import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** The head of a part of the settings. */
export function PartHead({
  title,
  about,
  children,
}: {
  title: string;
  about?: string;
  children?: ReactNode;
}) {
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <div>
        <Title order={2}>{title}</Title>
        {about && <Text c="dimmed">{about}</Text>}
      </div>
      {children}
    </Group>
  );
}
