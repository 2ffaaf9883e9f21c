import type { Language, Words } from '../../src/i18n/words';

/** The words of a screen in the language of a walk. */
export type Speak = <T>(words: Words<T>) => T;

export function speakIn(language: Language): Speak {
  return (words) => (language === 'ru' ? words.ru : words.en) as never;
}

/** The locale of a browser that prefers a language. */
export const localeOf = { en: 'en-GB', ru: 'ru-RU' } as const;
