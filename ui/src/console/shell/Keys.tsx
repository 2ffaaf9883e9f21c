import { Kbd, Modal, Stack, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

import { useWords } from '../../i18n/language';
import { useMay } from '../session/session';
import { PAGES } from './pages';
import { shellWords } from './words';

/** How long after `g` the second key still counts, ms. */
const PATIENCE_MS = 1_500;

/** Keys that work on every page: `/` and Ctrl-K search, `g` and a letter go, `?` lists them. */
export function Keys() {
  const t = useWords(shellWords);
  const may = useMay();
  const navigate = useNavigate();
  const [listed, { open, close }] = useDisclosure(false);
  const going = useRef(0);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const page = PAGES.find(({ key }) => key === event.key);
      if (event.key === '/') {
        event.preventDefault();
        spotlight.open();
      } else if (event.key === '?') {
        open();
      } else if (event.key === 'g') {
        going.current = Date.now();
      } else if (page && Date.now() - going.current < PATIENCE_MS && may(page.scope)) {
        going.current = 0;
        void navigate({ to: page.path });
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [may, navigate, open]);
  return (
    <Modal opened={listed} onClose={close} title={t.keys}>
      <Stack gap="xs">
        <Line keys={['/']} what={t.search} />
        <Line keys={['Ctrl', 'K']} what={t.palette} />
        {PAGES.filter((page) => may(page.scope)).map((page) => (
          <Line key={page.key} keys={['g', page.key]} what={t.goTo(t[page.name])} />
        ))}
        <Line keys={['?']} what={t.showKeys} />
        <Line keys={['Esc']} what={t.closeLayer} />
      </Stack>
    </Modal>
  );
}

function Line({ keys, what }: { keys: string[]; what: string }) {
  return (
    <Group justify="space-between">
      <Text>{what}</Text>
      <Group gap={4}>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </Group>
    </Group>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
