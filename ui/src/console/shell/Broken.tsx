import { Button, Code, Group } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import { Page } from '../common/Page';
import { shellWords } from './words';

/** A page that failed to show itself: a fault of ours, or files of a version that is no more. */
export function Broken({ error }: ErrorComponentProps) {
  const t = useWords(shellWords);
  return (
    <Page title={t.broken} about={t.brokenAbout}>
      <Code block>{error instanceof Error ? error.message : String(error)}</Code>
      <Group>
        <Button onClick={() => window.location.reload()}>{t.reload}</Button>
      </Group>
    </Page>
  );
}
