import { Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useFormat, useWords } from '../../i18n/language';
import { useMay } from '../session/session';
import { scopeOf } from '../shell/pages';
import type { Overview } from './overview';
import { homeWords } from './words';

/** Where what waits can be settled. */
const PLACES: Record<string, { to: string; search?: Record<string, string> }> = {
  no_program: { to: '/program' },
  program_ended: { to: '/program' },
  jobs_dead: { to: '/review', search: { list: 'jobs' } },
  discrepancies: { to: '/review' },
  stores_silent: { to: '/settings/stores' },
  stores_unknown: { to: '/settings/stores' },
  identification_fell: { to: '/reports/identification' },
};

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
            <Item item={item} />
          </Group>
        ))}
      </Stack>
    </section>
  );
}

function Item({ item }: { item: Overview['attention'][number] }) {
  const may = useMay();
  const place = PLACES[item.kind];
  const scope = place && scopeOf(place.to);
  if (!place || (scope && !may(scope))) return <Text>{item.text}</Text>;
  return (
    <Anchor component={Link} underline="always" to={place.to} search={place.search as never}>
      {item.text}
    </Anchor>
  );
}
