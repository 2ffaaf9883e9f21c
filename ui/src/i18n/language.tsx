import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

import { formats, type Formats } from '../format/formats';
import { type Entry, LANGUAGES, type Language, type Words } from './words';

const STORED = 'regulars.language';

interface Choice {
  language: Language;
  choose: (language: Language) => void;
  format: Formats;
}

const Chosen = createContext<Choice | null>(null);

/** The language of the interface: what was chosen here before, else the browser's. */
export function preferred(): Language {
  const stored = localStorage.getItem(STORED);
  const wanted = [stored, ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return LANGUAGES.find((language) => language === wanted.find(isKnown)) ?? 'en';
}

/** Whether somebody chose a language on this device. */
export function isChosen(): boolean {
  return localStorage.getItem(STORED) !== null;
}

function isKnown(tag: string | undefined): tag is Language {
  return LANGUAGES.some((language) => language === tag);
}

/** Gives everything inside it a language. */
export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(preferred);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo<Choice>(
    () => ({
      language,
      choose: (next) => {
        localStorage.setItem(STORED, next);
        setLanguage(next);
      },
      format: formats(language),
    }),
    [language],
  );
  return <Chosen value={choice}>{children}</Chosen>;
}

/** The language, how to change it, and how it writes numbers and dates. */
export function useLanguage(): Choice {
  const choice = useContext(Chosen);
  if (!choice) throw new Error('there is no LanguageProvider around this component');
  return choice;
}

/** How the language writes numbers and dates. */
export function useFormat(): Formats {
  return useLanguage().format;
}

/** A screen's words in the language of the interface. */
export function useWords<T extends Record<string, Entry>>(all: Words<T>): T {
  const { language } = useLanguage();
  // The Russian tree has the type of the English one but for its literal texts.
  return language === 'ru' ? (all.ru as unknown as T) : all.en;
}
