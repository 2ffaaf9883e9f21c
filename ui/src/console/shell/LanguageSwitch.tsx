import { SegmentedControl } from '@mantine/core';

import { useLanguage, useWords } from '../../i18n/language';
import { LANGUAGES, type Language } from '../../i18n/words';
import { shellWords } from './words';

const NAMES: Record<Language, string> = { en: 'English', ru: 'Русский' };

/** English or Russian. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const t = useWords(shellWords);
  return (
    <SegmentedControl
      size="xs"
      aria-label={t.language}
      value={language}
      onChange={(value) => choose(value as Language)}
      data={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
    />
  );
}
