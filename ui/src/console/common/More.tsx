import { Button, Center } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { commonWords } from './words';

interface Props {
  query: {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
}

/** The next page of a list, under what is shown of it. */
export function More({ query }: Props) {
  const t = useWords(commonWords);
  if (!query.hasNextPage) return null;
  return (
    <Center mt="md">
      <Button
        variant="default"
        loading={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {t.more}
      </Button>
    </Center>
  );
}
