import type { Language } from './words';

const rules: Record<Language, Intl.PluralRules> = {
  en: new Intl.PluralRules('en'),
  ru: new Intl.PluralRules('ru'),
};

/** Forms of a Russian noun: 1 балл, 2 балла, 5 баллов, 1,5 балла. */
export interface RussianForms {
  one: string;
  few: string;
  many: string;
  /** With a fraction; the same as `few` unless said. */
  other?: string;
}

/** Forms of an English noun: 1 point, 2 points. */
export interface EnglishForms {
  one: string;
  other: string;
}

/** The form that goes with a number, given as a number or an exact decimal text. */
export function english(count: number | string, forms: EnglishForms): string {
  return rules.en.select(Number(count)) === 'one' ? forms.one : forms.other;
}

/** The form that goes with a number, given as a number or an exact decimal text. */
export function russian(count: number | string, forms: RussianForms): string {
  const form = rules.ru.select(Number(count));
  if (form === 'one') return forms.one;
  if (form === 'few') return forms.few;
  return form === 'many' ? forms.many : (forms.other ?? forms.few);
}
