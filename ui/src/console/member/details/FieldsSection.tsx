import { useState } from 'react';

import { UNKNOWN } from '../../../format/formats';
import { phone } from '../../../format/phone';
import { useFormat, useWords } from '../../../i18n/language';
import { useStores } from '../../common/stores';
import { faultAt } from '../faults';
import { type ListField, profileChange, profileForm, type TextField } from '../form';
import type { Member } from '../queries';
import { membersWords } from '../words';
import { Field } from './Field';
import { Pairs } from './Pairs';
import { Section } from './Section';
import { useChange } from './useChange';
import { detailsWords } from './words';

type Name = TextField | ListField;

interface Props {
  member: Member;
  title: string;
  names: Name[];
}

/** Some fields of a profile. */
export function FieldsSection({ member, title, names }: Props) {
  const { fields } = useWords(membersWords);
  const [editing, setEditing] = useState(false);
  const [form, setForm] = useState(() => profileForm(member));
  const changing = useChange(member, () => setEditing(false));
  const edit = () => {
    setForm(profileForm(member));
    changing.reset();
    setEditing(true);
  };
  const show = useShown();
  return (
    <Section
      title={title}
      editing={editing}
      onEdit={edit}
      onCancel={() => setEditing(false)}
      onSave={() => changing.mutate(profileChange(member, form))}
      saving={changing}
      places={names.map((name) => `/${name}`)}
      view={
        <Pairs
          pairs={names.map((name) => ({
            key: name,
            name: fields[name],
            value: show(name, member[name]) || UNKNOWN,
          }))}
        />
      }
      form={names.map((name) => (
        <Field
          key={name}
          name={name}
          value={form[name]}
          onChange={(value) => setForm({ ...form, [name]: value })}
          error={faultAt(changing.error, `/${name}`)}
        />
      ))}
    />
  );
}

/** How a field is read. */
function useShown() {
  const t = useWords(detailsWords);
  const format = useFormat();
  const { storeName } = useStores();
  return (name: Name, value: string | string[] | null): string => {
    if (value === null) return '';
    if (Array.isArray(value)) return value.join(', ');
    if (name === 'birth_date') return format.date(value);
    if (name === 'phone') return phone(value);
    if (name === 'store') return storeName(value) ?? '';
    if (name === 'gender') return named(t.genders, value);
    if (name === 'language') return named(t.languages, value);
    return value;
  };
}

function named(names: Record<string, string>, value: string): string {
  return names[value] ?? value;
}
