import { AppShell, Burger, Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { Link, Outlet } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import mark from '../../style/mark.svg';
import { Gate } from '../session/Gate';
import { Guard } from '../session/Guard';
import { useMay } from '../session/session';
import { Tour } from '../tour/Tour';
import { Connection } from './Connection';
import { Icon } from './Icon';
import { Keys } from './Keys';
import { PAGES } from './pages';
import { Palette } from './Palette';
import { Paused } from './Paused';
import { Person } from './Person';
import style from './Shell.module.css';
import { shellWords } from './words';

const LOUPE = 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12zM13.500 13.500L17 17';

/** The frame around every page. */
export function Shell() {
  return (
    <Gate>
      <Frame />
    </Gate>
  );
}

function Frame() {
  const t = useWords(shellWords);
  const may = useMay();
  const [open, { toggle, close }] = useDisclosure(false);
  return (
    <AppShell
      padding="lg"
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !open } }}
    >
      <a href="#content" className={style.skip}>
        {t.skip}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" gap="md" wrap="nowrap">
          <Burger opened={open} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t.menu} />
          <Group gap={8} wrap="nowrap" w={176} visibleFrom="sm">
            <img src={mark} alt="" width={22} height={22} />
            <Text fw={650} size="lg">
              Regulars
            </Text>
          </Group>
          <Button
            variant="default"
            justify="flex-start"
            className={style.search ?? ''}
            leftSection={<Icon path={LOUPE} size={16} />}
            rightSection={
              <Kbd size="xs" visibleFrom="sm">
                /
              </Kbd>
            }
            onClick={spotlight.open}
          >
            {t.search}
          </Button>
          <Group ml="auto" gap="xs" wrap="nowrap">
            <Person />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" className={style.rail ?? ''} aria-label={t.main}>
        <Stack gap={2}>
          {PAGES.filter((page) => may(page.scope)).map((page) => (
            <Link
              key={page.path}
              to={page.path}
              className={style.item}
              activeOptions={{ exact: page.path === '/' }}
              onClick={close}
            >
              <Icon path={page.icon} />
              {t[page.name]}
            </Link>
          ))}
        </Stack>
      </AppShell.Navbar>
      <Tour />
      <AppShell.Main id="content" tabIndex={-1}>
        <Connection />
        <div className={style.content}>
          <Paused />
          <Guard>
            <Outlet />
          </Guard>
        </div>
      </AppShell.Main>
      <Palette />
      <Keys />
    </AppShell>
  );
}
