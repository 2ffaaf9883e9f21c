import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

import style from './Page.module.css';

interface Props {
  title: string;
  /** A line under the title. */
  about?: ReactNode;
  /** Buttons of the page. */
  actions?: ReactNode;
  children: ReactNode;
}

/** The frame of a page: its title, what can be done, its content. */
export function Page({ title, about, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Regulars`;
  }, [title]);
  return (
    <Stack gap="lg">
      <div className={style.head}>
        <div className={style.title}>
          <Title order={1}>{title}</Title>
          {about && (
            <Text component="div" c="dimmed">
              {about}
            </Text>
          )}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </div>
      {children}
    </Stack>
  );
}
