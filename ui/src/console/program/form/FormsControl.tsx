import { NativeSelect } from '@mantine/core';

import { useLanguage, useWords } from '../../../i18n/language';
import { type Json, mapOf } from '../../segment/tree';
import { asText, Control, type ControlProps, useLabelled } from './Control';
import { useDesk } from './desk';
import style from './Form.module.css';
import { RecordFields } from './RecordControl';
import { beginOf } from './sections';
import { type Form, type Shape, shapeOf } from './shape';
import { choiceLabel } from './words/fields';
import { formWords } from './words/words';

type Props = ControlProps<Extract<Shape, { is: 'forms' }>>;

/** One of several forms: a word of a few, or inputs of its own. */
export function FormsControl(props: Props) {
  const t = useWords(formWords);
  const { language } = useLanguage();
  const { root } = useDesk();
  const { shape, value, required, onChange, label } = props;
  const now = formOf(shape.of, value);
  const choose = (key: string) => {
    const form = shape.of.find((one) => one.key === key);
    onChange(form ? beginning(form, (schema) => shapeOf(root, schema)) : undefined);
  };
  return (
    <div className={style.box} role="group" aria-label={label}>
      <NativeSelect
        {...useLabelled(props, false)}
        withAsterisk={required && props.about !== undefined}
        value={now?.key ?? ''}
        data={[
          ...(required && now ? [] : [{ value: '', label: `— ${t.notSaid}` }]),
          ...shape.of.map(({ key, about }) => ({
            value: key,
            label: choiceLabel(language, key, about),
          })),
        ]}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      />
      {now && now.word === undefined && <Chosen {...props} form={now} />}
    </div>
  );
}

/** The inputs of the form that was chosen. */
function Chosen({ form, ...props }: Props & { form: Form }) {
  const { root } = useDesk();
  const { language } = useLanguage();
  const { value, onChange, path } = props;
  const label = `${props.label}: ${choiceLabel(language, form.key, form.about)}`;
  const { shape, field } = form;
  if (shape.is !== 'record')
    return <Control {...bare(props)} shape={shape} label={label} required={false} />;
  const [only] = shape.fields;
  if (field === undefined || !only)
    return (
      <div className={style.nested}>
        <RecordFields
          part={shape.part}
          fields={shape.fields}
          value={mapOf(value)}
          path={path}
          quiet
          onField={(name, next) => onChange(withField(mapOf(value), name, next))}
        />
      </div>
    );
  return (
    <div className={style.nested}>
      <Control
        {...bare(props)}
        shape={shapeOf(root, only.schema)}
        field={field}
        label={label}
        value={mapOf(value)[field]}
        path={[...path, field]}
        required
        onChange={(next) => onChange({ [field]: next ?? '' })}
      />
    </div>
  );
}

/** Without its help: it is told above. */
function bare({ about: _, ...props }: Props): Omit<Props, 'about'> {
  return props;
}

/** The form a value has. */
export function formOf(forms: Form[], value: Json | undefined): Form | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object' && !Array.isArray(value)) {
    const own = forms.find(({ field }) => field !== undefined && field in value);
    return own ?? forms.find(({ field, shape }) => field === undefined && shape.is === 'record');
  }
  const text = asText(value);
  const word = forms.find((form) => form.word === text);
  return word ?? forms.find((form) => form.word === undefined && form.shape.is !== 'record');
}

function beginning(form: Form, shaped: (schema: object) => Shape): Json {
  if (form.word !== undefined) return form.word;
  const { shape, field } = form;
  if (shape.is !== 'record') return '';
  const [only] = shape.fields;
  if (field === undefined || !only) return beginOf(shape.part);
  const inner = shaped(only.schema);
  if (inner.is === 'record') return { [field]: beginOf(inner.part) };
  if (inner.is === 'list') return { [field]: ['spend', 'visits'] };
  return { [field]: inner.is === 'condition' ? {} : '' };
}

/** A map with another value of a field, or without it. */
export function withField(
  map: { [name: string]: Json },
  name: string,
  value: Json | undefined,
): { [name: string]: Json } {
  if (value !== undefined) return { ...map, [name]: value };
  const { [name]: _, ...others } = map;
  return others;
}
