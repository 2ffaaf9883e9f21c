import { Box, Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import mark from '../../style/mark.svg';
import { LanguageSwitch } from '../shell/LanguageSwitch';

/** The page before the console: a form in the middle. */
export function Entrance({
  title,
  about,
  children,
}: {
  title: string;
  about: string;
  children: ReactNode;
}) {
  return (
    <Center component="main" mih="100vh" p="md" bg="var(--ground-2)">
      <Stack w="100%" maw={380}>
        <Paper withBorder p="xl">
          <Group gap="sm" mb={4}>
            <img src={mark} alt="" width={28} height={28} />
            <Title order={1}>{title}</Title>
          </Group>
          <Text c="dimmed" mb="lg">
            {about}
          </Text>
          {children}
        </Paper>
        <Box ta="center">
          <LanguageSwitch />
        </Box>
      </Stack>
    </Center>
  );
}
