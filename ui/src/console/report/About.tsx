import { Text } from '@mantine/core';

import { useFormat, useWords } from '../../i18n/language';
import { useReport } from './useReport';
import { reportWords } from './words';

/** How a report is counted, and as of when. A tile leaves it to the report it leads to. */
export function About({ text, asOf }: { text: string; asOf: string }) {
  const t = useWords(reportWords);
  const format = useFormat();
  const { tile } = useReport();
  if (tile) return null;
  return (
    <Text size="sm" c="dimmed">
      {text} {t.asOf(format.dateTime(asOf))}.
    </Text>
  );
}
