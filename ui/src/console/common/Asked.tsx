import { Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

import { Unreachable } from '../../api/problem';
import { useWords } from '../../i18n/language';
import { ErrorNote } from './ErrorNote';
import { commonWords } from './words';

interface Props<T> {
  query: UseQueryResult<T>;
  /** What keeps the layout while it loads; rows of text unless said. */
  waiting?: ReactNode;
  children: (data: T) => ReactNode;
}

/** What the server was asked for: a skeleton, the answer, or what went wrong above the answer of before. */
export function Asked<T>({ query, waiting, children }: Props<T>) {
  const { data, error, refetch } = query;
  // That the server is gone is told above the page, for all of it; what it held comes by itself.
  const gone = error instanceof Unreachable;
  const note = error && !gone && <ErrorNote error={error} again={() => void refetch()} />;
  if (data === undefined) return note || (waiting ?? <Rows />);
  return (
    <>
      {note}
      {children(data)}
    </>
  );
}

/** Rows of a list that is on its way. */
export function Rows({ count = 8 }: { count?: number }) {
  const t = useWords(commonWords);
  return (
    <Stack gap={10} role="status" aria-label={t.loading}>
      {Array.from({ length: count }, (_, row) => (
        <Skeleton key={row} height={28} />
      ))}
    </Stack>
  );
}
