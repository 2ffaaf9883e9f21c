import {
  Avatar,
  Group,
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';

import { api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { useMay, useSession } from '../session/session';
import { sessionWords } from '../session/words';
import { useBegin } from '../tour/useTour';
import { tourWords } from '../tour/words';
import { LanguageSwitch } from './LanguageSwitch';
import { shellWords } from './words';

/** Who is logged in: language, light or dark, log out. */
export function Person() {
  const t = useWords(shellWords);
  const own = useWords(sessionWords);
  const tour = useWords(tourWords);
  const begin = useBegin();
  const may = useMay();
  const { data } = useSession();
  const queries = useQueryClient();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leaving = useMutation({
    mutationFn: () => api.DELETE('/v1/session'),
    onSuccess: () => {
      queries.clear();
      window.location.assign('/console/');
    },
  });
  const name = data?.staff?.name ?? '';
  return (
    <Menu position="bottom-end" width={260} withinPortal>
      <Menu.Target>
        <UnstyledButton aria-label={name || t.person}>
          <Group gap={8} wrap="nowrap">
            <Avatar size={30} radius="xl" color="green" name={name} />
            <Text visibleFrom="md" maw={160} truncate>
              {name}
            </Text>
          </Group>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.language}</Menu.Label>
        <Group px="sm" pb="xs">
          <LanguageSwitch />
        </Group>
        <Menu.Label>{t.theme}</Menu.Label>
        <Group px="sm" pb="xs">
          <SegmentedControl
            size="xs"
            aria-label={t.theme}
            value={colorScheme}
            onChange={(value) => setColorScheme(value as typeof colorScheme)}
            data={[
              { value: 'auto', label: t.auto },
              { value: 'light', label: t.light },
              { value: 'dark', label: t.dark },
            ]}
          />
        </Group>
        <Menu.Divider />
        {begin && <Menu.Item onClick={begin}>{tour.menu}</Menu.Item>}
        {may('till') && (
          <Menu.Item component="a" href="/till/">
            {t.till}
          </Menu.Item>
        )}
        <Menu.Item component="a" href="/docs">
          {t.docs}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => leaving.mutate()}>{own.logOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
