import { Autocomplete, MultiSelect, NativeSelect, TagsInput, TextInput } from '@mantine/core';

import { useLanguage, useWords } from '../../../i18n/language';
import { listOf } from '../../segment/grammar';
import { useGoods } from '../../segment/named';
import { useSegments } from '../../segment/queries';
import { type Json, mapOf } from '../../segment/tree';
import type { Path } from '../text/read';
import { flow } from '../text/write';
import { ConditionControl } from './ConditionControl';
import { problemsAt, told, useDesk } from './desk';
import { FormsControl } from './FormsControl';
import { Help } from './Help';
import { ListControl, TableControl } from './ListControl';
import { NameControl } from './NameControl';
import { RecordControl } from './RecordControl';
import { namedIn } from './sections';
import type { Shape } from './shape';
import { NumberControl, TestControl, WordsControl } from './tests';
import { choiceLabel } from './words/fields';
import { formWords } from './words/words';

/** What an input of a part of the file is given. */
export interface ControlProps<S extends Shape = Shape> {
  shape: S;
  /** What the field is called in the file. */
  field: string;
  /** What it is called for people. */
  label: string;
  /** What it is about; absent where the label alone is shown to those who hear it. */
  about?: string;
  value: Json | undefined;
  /** Where it stands in the file. */
  path: Path;
  required: boolean;
  /** Another value, or none any more. */
  onChange: (value: Json | undefined) => void;
}

/** The input of a part of the file, by what the schema allows there. */
export function Control(props: ControlProps) {
  const { shape } = props;
  switch (shape.is) {
    case 'flag':
      return <FlagControl {...props} />;
    case 'text':
    case 'whole':
      return <TextControl {...props} />;
    case 'choice':
      return <ChoiceControl {...props} shape={shape} />;
    case 'texts':
      return <TextsControl {...props} shape={shape} />;
    case 'name':
      return <NameControl {...props} />;
    case 'number':
      return <NumberControl {...props} shape={shape} />;
    case 'words':
      return <WordsControl {...props} />;
    case 'test':
      return <TestControl {...props} />;
    case 'record':
      return <RecordControl {...props} shape={shape} />;
    case 'condition':
      return <ConditionControl {...props} />;
    case 'list':
      return <ListControl {...props} shape={shape} />;
    case 'table':
      return <TableControl {...props} shape={shape} />;
    case 'forms':
      return <FormsControl {...props} shape={shape} />;
  }
}

/** Shapes that are one input; the others are groups of inputs. */
export function isSimple({ is }: Shape): boolean {
  return is === 'flag' || is === 'text' || is === 'whole' || is === 'choice' || is === 'texts';
}

/** The label, help and problems of a single input. */
export function useLabelled({ label, about, path }: ControlProps, deep = true) {
  const { problems } = useDesk();
  const error = problemsAt(problems, path, deep).map(told).join('. ');
  return {
    ...(about === undefined
      ? { 'aria-label': label }
      : { label, description: about ? <Help text={about} /> : undefined }),
    error: error === '' ? undefined : error,
  };
}

function FlagControl(props: ControlProps) {
  const t = useWords(formWords);
  return (
    <NativeSelect
      {...useLabelled(props)}
      value={props.value === undefined ? '' : String(props.value)}
      data={[
        ...(props.required ? [] : [{ value: '', label: `— ${t.notSaid}` }]),
        { value: 'true', label: t.yes },
        { value: 'false', label: t.no },
      ]}
      onChange={({ currentTarget: { value } }) =>
        props.onChange(value === '' ? undefined : value === 'true')
      }
    />
  );
}

/** What is written, as one line. */
export function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? flow(value, { json: false }) : String(value);
}

function TextControl(props: ControlProps) {
  const { value, onChange, field, shape } = props;
  const text = asText(value);
  const names = useNames(field);
  const shared = {
    ...useLabelled(props),
    withAsterisk: props.required && props.about !== undefined,
    value: text,
    // A field that is empty is there while somebody is about to fill it, and no longer.
    onBlur: () => text === '' && value !== undefined && onChange(undefined),
  };
  if (names.length > 0)
    return <Autocomplete {...shared} data={names} onChange={(next) => onChange(next)} />;
  return (
    <TextInput
      {...shared}
      {...(shape.is === 'whole' ? { inputMode: 'numeric' as const } : {})}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** Names that a field takes: of what the file declares, or of what is saved beside it. */
function useNames(field: string): string[] {
  const { program } = useDesk();
  const saved = useSegments().data?.items ?? [];
  if (field === 'saved_segment') return saved.map(({ id }) => id);
  const section = namedIn(field);
  const rules = section === null ? undefined : mapOf(program)[section];
  if (Array.isArray(rules)) return rules.flatMap((rule) => asText(mapOf(rule).id) || []);
  return Object.keys(mapOf(rules));
}

function ChoiceControl(props: ControlProps<Extract<Shape, { is: 'choice' }>>) {
  const t = useWords(formWords);
  const { language } = useLanguage();
  const { shape, value, required, onChange } = props;
  const now = asText(value);
  const known = shape.of.map(({ word, about }) => ({
    value: word,
    label: choiceLabel(language, `${shape.key}.${word}`, about),
  }));
  const strange = now !== '' && !known.some((one) => one.value === now);
  return (
    <NativeSelect
      {...useLabelled(props)}
      withAsterisk={required && props.about !== undefined}
      value={now}
      data={[
        ...(required && now !== '' ? [] : [{ value: '', label: `— ${t.notSaid}` }]),
        ...known,
        ...(strange ? [{ value: now, label: now }] : []),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}
    />
  );
}

function TextsControl(props: ControlProps<Extract<Shape, { is: 'texts' }>>) {
  const { language } = useLanguage();
  const { shape, value, field, onChange } = props;
  const names = useNames(field);
  const shared = useLabelled(props);
  const now = listOf(value);
  const put = (list: string[]) => onChange(shorter(list, shape.alone));
  if (shape.words.length > 0)
    return (
      <MultiSelect
        {...shared}
        value={now}
        data={shape.words.map(({ word, about }) => ({
          value: word,
          label: choiceLabel(language, `${shape.key}.${word}`, about),
        }))}
        onChange={put}
      />
    );
  return (
    <TagsInput
      {...shared}
      value={now}
      data={names}
      onChange={put}
      acceptValueOnBlur
      splitChars={[',', ';']}
    />
  );
}

/** A list as it is written: nothing for none, a word for one where that may be. */
export function shorter(list: string[], alone: boolean): Json | undefined {
  if (list.length === 0) return undefined;
  return alone && list.length === 1 ? (list[0] ?? null) : list;
}

/** What goods are told by, as suggestions. */
export function useGoodsOf(field: string): string[] {
  const { categories, brands, products } = useGoods();
  if (field === 'category') return categories;
  if (field === 'brand') return brands;
  return field === 'sku' ? products.map(({ value }) => value) : [];
}
