import { Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import { Intent } from '../../api/intent';
import type { components } from '../../api/schema';
import { useWords } from '../../i18n/language';
import { decimal, fieldsOf, given, useFields } from '../common/fields';
import { Form, useSaving } from './Form';
import { spendWords } from './spendWords';

type Purpose = components['schemas']['SpendPurpose'];

const PURPOSES: Purpose[] = ['acquisition', 'keeping', 'contacts'];

/** Money that was spent. */
export function SpendForm({ done }: { done: () => void }) {
  const t = useWords(spendWords);
  const [intent] = useState(() => new Intent());
  const [purpose, setPurpose] = useState<Purpose>('acquisition');
  const form = useFields({ from: '', to: '', amount: '', source: '', label: '', note: '' });
  const { values } = form;
  const save = () => {
    const body = {
      from: values.from,
      to: given(values.to),
      purpose,
      amount: decimal(values.amount),
      source: given(values.source),
      label: given(values.label),
      note: given(values.note),
    };
    const params = { header: { 'Idempotency-Key': intent.idOf(body) } };
    return answer(api.POST('/v1/spend', { params, body }));
  };
  const saving = useSaving('spend', save, done);
  const { field, rest } = fieldsOf(form, saving.error);
  return (
    <Form error={rest} pending={saving.isPending} submit={saving.mutate}>
      <Select
        label={t.purpose}
        description={t.purposeAbout[purpose]}
        allowDeselect={false}
        data={PURPOSES.map((value) => ({ value, label: t.purposes[value] }))}
        value={purpose}
        onChange={(chosen) => setPurpose(PURPOSES.find((one) => one === chosen) ?? purpose)}
      />
      <TextInput label={t.amount} required inputMode="decimal" {...field('amount')} />
      <Group grow align="flex-start">
        <TextInput label={t.from} required type="date" {...field('from')} />
        <TextInput label={t.to} type="date" {...field('to')} />
      </Group>
      <TextInput label={t.source} description={t.sourceAbout} {...field('source')} />
      <TextInput label={t.label} description={t.labelAbout} {...field('label')} />
      <TextInput label={t.note} {...field('note')} />
    </Form>
  );
}
