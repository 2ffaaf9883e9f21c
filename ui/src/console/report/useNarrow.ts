import { useMediaQuery } from '@mantine/hooks';

import { useReport } from './useReport';

/** Whether there is as little room as on a phone: cells of a map have none for their figures. */
export function useNarrow(): boolean {
  const { tile } = useReport();
  const phone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return phone || tile?.size === 'half';
}
