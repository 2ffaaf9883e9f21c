import { Alert, Button, Group, List, Text } from '@mantine/core';

import { Problem, Unreachable } from '../../api/problem';
import { useWords } from '../../i18n/language';
import { useRight } from '../session/rights';
import { rightWords } from '../session/words';
import { commonWords } from './words';

interface Props {
  error: Error;
  /** Asks once more. */
  again?: () => void;
}

/** What went wrong, why, and what to do; with the code to quote. */
export function ErrorNote({ error, again }: Props) {
  const t = useWords(commonWords);
  const why = useWhy(error);
  return (
    <Alert color="red" role="alert" title={title(error, t)} my="md">
      {why && <Text>{why}</Text>}
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
        {again && !isFinal(error) && (
          <Button size="xs" variant="default" onClick={again}>
            {t.again}
          </Button>
        )}
        {error instanceof Problem && error.kind && error.status !== 401 && (
          <Text size="xs" c="dimmed">
            {t.code(error.kind)}
          </Text>
        )}
      </Group>
    </Alert>
  );
}

/** What stands under the title: the missing right by its name, else the server's own words. */
function useWhy(error: Error): string | null {
  const t = useWords(rightWords);
  const common = useWords(commonWords);
  const right = useRight();
  if (error instanceof Unreachable) return common.goneAbout;
  if (!(error instanceof Problem) || error.status === 401 || error.status === 404) return null;
  return error.needs ? t.lacks(right(error.needs)) : error.detail;
}

/** Asking once more changes nothing. */
function isFinal(error: Error): boolean {
  return error instanceof Problem && (error.status === 403 || error.status === 404);
}

function title(error: Error, t: (typeof commonWords)['en']): string {
  if (error instanceof Unreachable) return t.gone;
  if (error instanceof Problem && error.status === 401) return t.ended;
  if (error instanceof Problem && error.status === 403) return t.forbidden;
  if (error instanceof Problem && error.status === 404) return t.notFound;
  return t.failed;
}
