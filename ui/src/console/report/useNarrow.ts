import { useMediaQuery } from '@mantine/hooks';

/** Whether the page is as narrow as a phone: cells of a map have no room for their figures. */
export function useNarrow(): boolean {
  return useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false }) ?? false;
}
