import { useMemo } from 'react';

import { type Statistics, statistics } from '../../../format/statistics';
import { useLanguage } from '../../../i18n/language';
import type { MetricKind } from './choice';

/** How the figures of a metric are written in the language of the page. */
export function useFigures(kind: MetricKind): Statistics {
  const { language } = useLanguage();
  return useMemo(() => statistics(language, kind === 'proportion'), [language, kind]);
}
