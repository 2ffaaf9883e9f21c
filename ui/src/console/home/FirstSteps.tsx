import { Stack, Text, ThemeIcon, Timeline, Title, Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { answer, api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { useMay } from '../session/session';
import { Icon } from '../shell/Icon';
import { homeWords } from './words';

const TICK = 'M4.500 10.500l3.500 3.500 7.500-8';

/** The way, and what a person needs to go each step of it. */
const STEPS = [
  { name: 'program', to: '/program', needs: 'programs:write' },
  { name: 'store', to: '/settings/stores', needs: 'catalogue:write' },
  { name: 'goods', to: '/settings/goods', needs: 'catalogue:write' },
  { name: 'key', to: '/settings/keys', needs: 'keys:write' },
  { name: 'sale', to: '/till/', needs: 'till' },
] as const;

/** What stands between an empty base and the first priced basket; each step is ticked by what is really there. */
export function FirstSteps({ published }: { published: boolean }) {
  const t = useWords(homeWords);
  const may = useMay();
  const first = { params: { query: { limit: 1 } } };
  const stores = useQuery({
    queryKey: ['stores', 'any'],
    queryFn: () => answer(api.GET('/v1/stores', first)),
  });
  const goods = useQuery({
    queryKey: ['products', 'any'],
    queryFn: () => answer(api.GET('/v1/products', first)),
  });
  const keys = useQuery({
    queryKey: ['keys', 'any'],
    queryFn: () => answer(api.GET('/v1/keys')),
    enabled: may('keys:write'),
  });
  const done = {
    program: published,
    store: (stores.data?.items.length ?? 0) > 0,
    goods: (goods.data?.items.length ?? 0) > 0,
    key: (keys.data?.items.length ?? 0) > 0,
    sale: false,
  };
  const steps = STEPS.filter(({ needs }) => may(needs));
  return (
    <Stack maw={560}>
      <Title order={2}>{t.start}</Title>
      <Timeline
        bulletSize={22}
        lineWidth={2}
        active={steps.findIndex(({ name }) => !done[name]) - 1}
      >
        {steps.map(({ name, to }) => (
          <Timeline.Item
            key={name}
            bullet={
              done[name] && (
                <ThemeIcon size={22} radius="xl">
                  <Icon path={TICK} size={14} />
                </ThemeIcon>
              )
            }
            title={
              name === 'sale' ? (
                <Anchor href={to}>{t.steps[name].title}</Anchor>
              ) : (
                <Anchor component={Link} to={to}>
                  {t.steps[name].title}
                </Anchor>
              )
            }
          >
            <Text c="dimmed">{t.steps[name].about}</Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Stack>
  );
}
