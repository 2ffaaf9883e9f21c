import { useInfiniteQuery } from '@tanstack/react-query';

interface ListPage<T> {
  items: T[];
  next: string | null;
}

/** A list that comes in pages: all rows so far, and how to ask for more. */
export function usePaged<T>(
  key: unknown[],
  load: (cursor: string | undefined) => Promise<ListPage<T>>,
) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load(pageParam ?? undefined),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: (earlier) => earlier,
  });
  return {
    query,
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
  };
}

/** The cursor of a page, left out for the first. */
export function after(cursor: string | undefined): { cursor?: string } {
  return cursor === undefined ? {} : { cursor };
}
