import type { Language } from '../../../../i18n/words';
import { choices } from './choices';
import { conditions } from './conditions';
import { earning } from './earning';
import { goods } from './goods';
import { program } from './program';

/** What a field is called in English and in Russian, and what it is about in Russian; the schema says that in English. */
export type FieldWords = readonly [en: string, ru: string, about?: string];
export type Fields = Record<string, FieldWords>;

/** By part of the schema and field, `Earn.rate`; of what is the same everywhere by field alone. */
const ALL: Fields = { ...program, ...earning, ...goods, ...conditions };

/** The words of a field; `null` for one that nobody has named yet. */
export function fieldWords(part: string, field: string): FieldWords | null {
  return ALL[`${part}.${field}`] ?? ALL[field] ?? null;
}

/** What a field is called; one without a name is called as the file calls it. */
export function fieldLabel(language: Language, part: string, field: string): string {
  return fieldWords(part, field)?.[language === 'ru' ? 1 : 0] ?? field;
}

/** What a field is about, in one line. */
export function fieldAbout(
  language: Language,
  part: string,
  field: string,
  description: string,
): string {
  return (language === 'ru' && fieldWords(part, field)?.[2]) || description;
}

/** What a choice or a form of a field is called. */
export function choiceLabel(language: Language, key: string, description: string): string {
  const [ru, en] = [choices[key] ?? []].flat();
  const told = language === 'ru' ? ru : en;
  return told ?? (description.replace(/\.$/, '') || key.replace(/^.*\./, ''));
}

/** Choices that have Russian words. */
export const isNamed = (key: string): boolean => key in choices;

/** What a field or one of a few words is about, for who writes the file. */
export function sayIn(language: Language) {
  return ({ part, name }: { part: string; name: string }, description: string): string => {
    if (isNamed(`${part}.${name}`)) return choiceLabel(language, `${part}.${name}`, description);
    const about = fieldAbout(language, part, name, description);
    return about || (fieldWords(part, name) ? fieldLabel(language, part, name) : '');
  };
}
