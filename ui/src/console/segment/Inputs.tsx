import { MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { listOf, span, spanOf, UNITS } from './grammar';
import { type Json, type Map, mapOf } from './tree';
import type { Choice } from './named';
import style from './Segment.module.css';
import { lineWords } from './words';

/** What an input of a line is given. */
export interface InputProps<T extends Json = Json> {
  /** What it is of, for those who hear it. */
  label: string;
  value: T;
  onChange: (value: Json) => void;
}

/** One of a few words. */
export function Pick({ label, value, onChange, data }: InputProps<string> & { data: Choice[] }) {
  return (
    <NativeSelect
      size="xs"
      className={style.pick ?? ''}
      aria-label={label}
      value={value}
      data={data}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Choices out of their words. */
export function choices<K extends string>(words: Record<K, string>): Choice[] {
  return Object.entries<string>(words).map(([value, label]) => ({ value, label }));
}

/** A number as it is typed. */
export function NumberText({ label, value, onChange }: InputProps<string>) {
  return (
    <TextInput
      size="xs"
      className={style.number ?? ''}
      inputMode="decimal"
      aria-label={label}
      value={value}
      onChange={(event) =>
        onChange(event.currentTarget.value.replace(',', '.').replace(/[^\d.]/g, ''))
      }
    />
  );
}

const COMPARATORS = ['gte', 'lte', 'between', 'eq', 'gt', 'lt'] as const;

/** A comparison with a number. */
export function Compare({ label, value, onChange }: InputProps) {
  const t = useWords(lineWords);
  const test = typeof value === 'object' ? mapOf(value) : { eq: value };
  const now = COMPARATORS.find((name) => name in test) ?? 'gte';
  const [from = '', to = ''] = listOf(test[now]);
  const put = (name: string, first: string, second: string) =>
    onChange({ [name]: name === 'between' ? [first, second] : first });
  return (
    <>
      <Pick
        label={`${label}: ${t.comparison}`}
        value={now}
        data={choices(t.compare)}
        onChange={(name) => put(String(name), from, to)}
      />
      <NumberText label={label} value={from} onChange={(next) => put(now, String(next), to)} />
      {now === 'between' && (
        <NumberText
          label={`${label}: ${t.upTo}`}
          value={to}
          onChange={(next) => put(now, from, String(next))}
        />
      )}
    </>
  );
}

/** A length of time. */
export function Length({ label, value, onChange }: InputProps<string>) {
  const t = useWords(lineWords);
  const { count, unit } = spanOf(value);
  return (
    <>
      <NumberText
        label={label}
        value={count}
        onChange={(next) => onChange(span(String(next), unit))}
      />
      <Pick
        label={`${label}: ${t.unit}`}
        value={unit}
        data={choices(t.units)}
        onChange={(next) => onChange(span(count || '1', UNITS.find((one) => one === next) ?? unit))}
      />
    </>
  );
}

/** Words: typed, or taken from what is known. */
export function WordList({ label, value, onChange, data = [] }: InputProps & { data?: string[] }) {
  return (
    <TagsInput
      size="xs"
      className={style.list ?? ''}
      aria-label={label}
      data={data}
      value={listOf(value)}
      onChange={onChange}
      acceptValueOnBlur
      splitChars={[',', ';']}
    />
  );
}

/** Several of what is known, by name. */
export function Several({ label, value, onChange, data }: InputProps & { data: Choice[] }) {
  const chosen = listOf(value);
  const unknown = chosen.filter((one) => !data.some((choice) => choice.value === one));
  return (
    <MultiSelect
      size="xs"
      className={style.list ?? ''}
      aria-label={label}
      searchable
      data={[...data, ...unknown.map((one) => ({ value: one, label: one }))]}
      value={chosen}
      onChange={onChange}
    />
  );
}

/** One of several forms a test can have: the word of the form, and the input of that form. */
export function Forms({
  label,
  value,
  forms,
  onChange,
  children,
}: {
  label: string;
  value: Map;
  /** Forms with their words, and what each begins with. */
  forms: Record<string, { word: string; initial: Json }>;
  onChange: (value: Json) => void;
  children: (form: string, value: Json, put: (value: Json) => void) => React.ReactNode;
}) {
  const t = useWords(lineWords);
  const names = Object.keys(forms);
  const now = names.find((name) => name in value) ?? names[0] ?? '';
  const data = names.map((name) => ({ value: name, label: forms[name]?.word ?? name }));
  return (
    <>
      <Pick
        label={`${label}: ${t.comparison}`}
        value={now}
        data={data}
        onChange={(next) => onChange({ [String(next)]: forms[String(next)]?.initial ?? '' })}
      />
      {children(now, value[now] ?? '', (inner) => onChange({ [now]: inner }))}
    </>
  );
}
