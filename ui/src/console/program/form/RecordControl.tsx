import { Button } from '@mantine/core';
import { useState } from 'react';

import { useLanguage, useWords } from '../../../i18n/language';
import { type Json, mapOf } from '../../segment/tree';
import type { Path } from '../text/read';
import { Box, Told } from './Box';
import { Control, type ControlProps, isSimple } from './Control';
import { problemsAt, strayAt, useDesk } from './desk';
import style from './Form.module.css';
import { withField } from './FormsControl';
import { beginOf, firstOf } from './sections';
import { type Field, type Shape, shapeOf } from './shape';
import { fieldAbout, fieldLabel } from './words/fields';
import { formWords } from './words/words';

/** A part with fields of its own; one that is not there is a button. */
export function RecordControl(props: ControlProps<Extract<Shape, { is: 'record' }>>) {
  const t = useWords(formWords);
  const { problems, readOnly } = useDesk();
  const { shape, label, about, value, path, required, onChange } = props;
  const names = shape.fields.map(({ name }) => name);
  if (value === undefined)
    return (
      <Box label={label} about={about} problems={problemsAt(problems, path, true)}>
        <Button
          size="compact-sm"
          variant="light"
          className={style.setter ?? ''}
          disabled={readOnly}
          aria-label={`${t.set}: ${label}`}
          onClick={() => onChange(beginOf(shape.part))}
        >
          {t.set}
        </Button>
      </Box>
    );
  return (
    <Box
      label={label}
      about={about}
      problems={strayAt(problems, path, names)}
      remove={required ? undefined : () => onChange(undefined)}
    >
      <div className={about === undefined ? '' : style.nested}>
        <RecordFields
          part={shape.part}
          fields={shape.fields}
          value={mapOf(value)}
          path={path}
          quiet
          onField={(name, next) => onChange(withField(mapOf(value), name, next))}
        />
      </div>
    </Box>
  );
}

interface FieldsProps {
  part: string;
  fields: Field[];
  value: { [name: string]: Json };
  path: Path;
  /** Problems of the part itself are told by who shows it. */
  quiet?: boolean;
  onField: (name: string, value: Json | undefined) => void;
}

/** The fields of a part: those that are said or come first, and behind a button the others. */
export function RecordFields({ part, fields, value, path, quiet, onField }: FieldsProps) {
  const t = useWords(formWords);
  const { problems } = useDesk();
  const [all, setAll] = useState(false);
  const first = firstOf(part);
  const ordered = [...fields].sort((a, b) => rank(first, a.name) - rank(first, b.name));
  const isShown = ({ name, required }: Field) =>
    all ||
    !first ||
    required ||
    first.includes(name) ||
    name in value ||
    problemsAt(problems, [...path, name], true).length > 0;
  const shown = ordered.filter(isShown);
  const names = fields.map(({ name }) => name);
  return (
    <>
      {!quiet && <Told problems={strayAt(problems, path, names)} />}
      <div className={style.fields}>
        {shown.map((field) => (
          <FieldControl
            key={field.name}
            field={field}
            value={value[field.name]}
            path={[...path, field.name]}
            onChange={(next) => onField(field.name, next)}
          />
        ))}
      </div>
      {(all || shown.length < fields.length) && (
        <Button
          size="compact-sm"
          variant="subtle"
          className={style.setter ?? ''}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? t.less : t.more}
        </Button>
      )}
    </>
  );
}

function rank(first: string[] | null, name: string): number {
  const place = first?.indexOf(name) ?? -1;
  return place < 0 ? (first?.length ?? 0) : place;
}

interface FieldProps {
  field: Field;
  value: Json | undefined;
  path: Path;
  onChange: (value: Json | undefined) => void;
}

function FieldControl({ field, value, path, onChange }: FieldProps) {
  const { language } = useLanguage();
  const { root } = useDesk();
  const shape = shapeOf(root, field.schema);
  return (
    <div className={isSimple(shape) ? '' : style.wide}>
      <Control
        shape={shape}
        field={field.name}
        label={fieldLabel(language, field.part, field.name)}
        about={fieldAbout(language, field.part, field.name, field.about)}
        value={value}
        path={path}
        required={field.required}
        onChange={onChange}
      />
    </div>
  );
}
