import { Select, TagsInput, TextInput } from '@mantine/core';

import { useWords } from '../../../i18n/language';
import { StoreSelect } from '../../common/StoreSelect';
import type { ListField, TextField } from '../form';
import { membersWords } from '../words';
import { detailsWords } from './words';

interface Props {
  name: TextField | ListField;
  value: string | string[];
  onChange: (value: string | string[]) => void;
  error: string | undefined;
}

const TYPES: Partial<Record<TextField, 'date' | 'tel' | 'email'>> = {
  birth_date: 'date',
  phone: 'tel',
  email: 'email',
};

/** A field of a profile, to be changed. */
export function Field({ name, value, onChange, error }: Props) {
  const { fields } = useWords(membersWords);
  const t = useWords(detailsWords);
  const common = { label: fields[name], error };
  if (Array.isArray(value)) {
    return (
      <TagsInput
        {...common}
        description={t.severalAbout}
        value={value}
        onChange={onChange}
        acceptValueOnBlur
      />
    );
  }
  if (name === 'store') return <StoreSelect {...common} value={value} onChange={onChange} />;
  if (name === 'gender') return <Choice {...common} {...{ value, onChange }} names={t.genders} />;
  if (name === 'language') {
    return <Choice {...common} {...{ value, onChange }} names={t.languages} />;
  }
  return (
    <TextInput
      {...common}
      type={TYPES[name as TextField] ?? 'text'}
      autoComplete="off"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps {
  label: string;
  error: string | undefined;
  names: Record<string, string>;
  value: string;
  onChange: (value: string) => void;
}

/** One of a few; a value of another system stays one of them. */
function Choice({ names, value, onChange, ...rest }: ChoiceProps) {
  const data = Object.entries(names).map(([id, label]) => ({ value: id, label }));
  if (value && !(value in names)) data.push({ value, label: value });
  return (
    <Select
      {...rest}
      clearable
      data={data}
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
    />
  );
}
