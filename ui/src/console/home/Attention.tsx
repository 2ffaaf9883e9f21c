import { Badge, Group, Stack, Text, Title } from '@mantine/core';

import { useFormat, useWords } from '../../i18n/language';
import type { Overview } from './overview';
import { homeWords } from './words';

/** What waits for somebody. */
export function Attention({ items }: { items: Overview['attention'] }) {
  const t = useWords(homeWords);
  const format = useFormat();
  return (
    <section aria-label={t.attention}>
      <Title order={2} mb="xs">
        {t.attention}
      </Title>
      {items.length === 0 && <Text c="dimmed">{t.allWell}</Text>}
      <Stack gap={6}>
        {items.map((item) => (
          <Group key={item.kind} gap="sm" wrap="nowrap">
            <Badge color="var(--wait-soft)" c="var(--wait)">
              {format.number(item.count)}
            </Badge>
            <Text>{item.text}</Text>
          </Group>
        ))}
      </Stack>
    </section>
  );
}
