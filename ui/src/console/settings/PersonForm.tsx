import { PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import { useLanguage, useWords } from '../../i18n/language';
import { given, fieldsOf, useFields } from '../common/fields';
import { StoreSelect } from '../common/StoreSelect';
import type { Role } from '../session/session';
import type { Person } from './People';
import { Form, useSaving } from './Form';
import { settingsWords } from './words';

const ROLES: Role[] = ['cashier', 'agent', 'marketer', 'admin'];

/** One person, new or known. */
export function PersonForm({ person, done }: { person: Person | null; done: () => void }) {
  const t = useWords(settingsWords);
  const { language } = useLanguage();
  const [blocked, setBlocked] = useState(person?.blocked ?? false);
  const form = useFields({
    name: person?.name ?? '',
    login: person?.login ?? '',
    role: person?.role ?? 'cashier',
    store: person?.store ?? '',
    password: '',
  });
  const { values, set } = form;
  const save = () => {
    const name = values.name.trim();
    const role = values.role as Role;
    const store = given(values.store);
    const password = given(values.password);
    if (person) {
      const body = { name, role, store, blocked, ...(password ? { password } : {}) };
      return answer(api.PATCH('/v1/staff/{id}', { params: { path: { id: person.id } }, body }));
    }
    const body = {
      name,
      role,
      store,
      language,
      login: values.login.trim(),
      password: values.password,
    };
    return answer(api.POST('/v1/staff', { body }));
  };
  const saving = useSaving('staff', save, done);
  const { field, rest } = fieldsOf(form, saving.error);
  return (
    <Form error={rest} pending={saving.isPending} submit={saving.mutate}>
      <TextInput label={t.people.name} required {...field('name')} />
      <TextInput
        label={t.people.login}
        required
        disabled={person !== null}
        autoComplete="off"
        {...field('login')}
      />
      <Select
        label={t.people.role}
        allowDeselect={false}
        data={ROLES.map((role) => ({ value: role, label: t.people.roles[role] }))}
        value={values.role}
        error={field('role').error}
        onChange={(role) => role && set('role', role)}
      />
      <StoreSelect
        label={t.people.store}
        placeholder={t.people.anyStore}
        value={values.store}
        error={field('store').error}
        onChange={(store) => set('store', store)}
      />
      <PasswordInput
        label={person ? t.people.newPassword : t.people.password}
        description={person ? t.people.newPasswordAbout : t.people.passwordAbout}
        required={!person}
        autoComplete="new-password"
        {...field('password')}
      />
      {person && (
        <Switch
          label={t.people.blocked}
          description={t.people.blockedAbout}
          checked={blocked}
          onChange={(event) => setBlocked(event.currentTarget.checked)}
        />
      )}
    </Form>
  );
}
