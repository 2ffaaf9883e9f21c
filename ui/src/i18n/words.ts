/**
 * User-visible text. Each screen keeps its words beside it in a file `words.ts`, English and Russian in one place,
 * and the compiler refuses a Russian text that lacks a key or has one too many.
 */

/** Languages of the interface. */
export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text, a text with parameters, or a group of texts. */
export type Entry = string | ((...values: never[]) => string) | { [key: string]: Entry };

/** The same tree with other texts. */
type Same<T> = T extends string
  ? string
  : T extends (...values: infer V) => string
    ? (...values: V) => string
    : { [K in keyof T]: Same<T[K]> };

/** The words of one screen. */
export interface Words<T> {
  en: T;
  ru: Same<T>;
}

/** Declares the words of a screen. */
export function words<T extends Record<string, Entry>>(en: T, ru: Same<T>): Words<T> {
  return { en, ru };
}
