import { Alert, Button, Group, List, Text } from '@mantine/core';

import { Problem, Unreachable } from '../../api/problem';
import { useWords } from '../../i18n/language';
import { commonWords } from './words';

interface Props {
  error: Error;
  /** Asks once more. */
  again?: () => void;
}

/** What went wrong, why, and what to do; with the code to quote. */
export function ErrorNote({ error, again }: Props) {
  const t = useWords(commonWords);
  return (
    <Alert color="red" role="alert" title={title(error, t)} my="md">
      {error instanceof Problem && !isPlain(error) && error.detail && <Text>{error.detail}</Text>}
      {error instanceof Problem && error.errors.length > 0 && (
        <List size="sm" mt="xs">
          {error.errors.map((fault) => (
            <List.Item key={fault.pointer + fault.message}>
              {fault.pointer && <code>{fault.pointer}</code>} {fault.message}
            </List.Item>
          ))}
        </List>
      )}
      <Group gap="sm" mt="xs">
        {again && !isPlain(error) && (
          <Button size="xs" variant="default" onClick={again}>
            {t.again}
          </Button>
        )}
        {error instanceof Problem && error.kind && (
          <Text size="xs" c="dimmed">
            {t.code(error.kind)}
          </Text>
        )}
      </Group>
    </Alert>
  );
}

/** The title says it whole: asking once more changes nothing, and the details are for programmers. */
function isPlain(error: Error): boolean {
  return error instanceof Problem && (error.status === 403 || error.status === 404);
}

function title(error: Error, t: (typeof commonWords)['en']): string {
  if (error instanceof Unreachable) return t.gone;
  if (error instanceof Problem && error.status === 403) return t.forbidden;
  if (error instanceof Problem && error.status === 404) return t.notFound;
  return t.failed;
}
