import { useState } from 'react';

import { Problem } from '../../api/problem';

/** What a text input is given to be a field of a form. */
export interface Field {
  value: string;
  error: string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
}

/** The texts of a form. */
export function useFields<F extends Record<string, string>>(initial: F) {
  const [values, setValues] = useState(initial);
  const set = (name: keyof F & string, value: string) =>
    setValues((earlier) => ({ ...earlier, [name]: value }));
  return { values, set };
}

/** The fields of a form. What the server says of one stands at it; the rest is for `ErrorNote`. */
export function fieldsOf<F extends Record<string, string>>(
  form: { values: F; set: (name: keyof F & string, value: string) => void },
  error: Error | null,
) {
  const { values, set } = form;
  const field = (name: keyof F & string): Field => ({
    value: values[name] ?? '',
    error: error instanceof Problem ? error.at(`/${name}`) : undefined,
    onChange: (event) => set(name, event.currentTarget.value),
  });
  const told =
    error instanceof Problem &&
    error.errors.length > 0 &&
    error.errors.every((fault) => fault.pointer.slice(1) in values);
  return { field, rest: told ? null : error };
}

/** An empty field is one that was not filled in. */
export function given(value: string): string | null {
  const text = value.trim();
  return text === '' ? null : text;
}

/** A decimal as people here type it: with a comma too. */
export function decimal(value: string): string | null {
  return given(value.replace(',', '.').replace(/\s/g, ''));
}

/** `a, b` as two words. */
export function list(value: string): string[] {
  return value
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}
