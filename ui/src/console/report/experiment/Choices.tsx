import { Autocomplete, Button, Collapse, Group, Select, TextInput, Title } from '@mantine/core';
import { useState } from 'react';

import { useWords } from '../../../i18n/language';
import { type Choice, controlOf, KINDS, type MetricKind } from './choice';
import style from './Experiment.module.css';
import type { Column } from './file';
import { experimentWords } from './words';

interface Props {
  columns: Column[];
  choice: Choice;
  change: (next: Partial<Choice>) => void;
  ready: boolean;
  busy: boolean;
  compare: () => void;
}

/** What is asked of a file: guessed, and changed by who knows better. */
export function Choices({ columns, choice, change, ready, busy, compare }: Props) {
  const t = useWords(experimentWords);
  const [finer, setFiner] = useState(false);
  const names = columns.map(({ name }) => name);
  const of = (name: string) => columns.find((one) => one.name === name);
  const kind = (next: MetricKind) =>
    change({ kind: next, under: next === 'ratio' ? choice.under : '' });
  const pick = (field: 'arm' | 'metric' | 'under', label: string, data: string[]) => (
    <Select
      label={label}
      data={data}
      searchable
      allowDeselect={false}
      value={choice[field] || null}
      onChange={(value) => {
        const next = value ?? '';
        change(field === 'arm' ? { arm: next, control: controlOf(of(next)) } : { [field]: next });
      }}
    />
  );
  const may = (field: 'cuped' | 'by', label: string, about?: string) => (
    <Select
      label={label}
      description={about}
      inputWrapperOrder={['label', 'input', 'description']}
      placeholder={t.none}
      data={names.filter((name) => name !== choice.arm && name !== choice.metric)}
      searchable
      clearable
      value={choice[field] || null}
      onChange={(value) => change({ [field]: value ?? '' })}
    />
  );
  const type = (field: 'split' | 'cap' | 'planned', label: string, about: string) => (
    <TextInput
      label={label}
      description={about}
      inputWrapperOrder={['label', 'input', 'description']}
      value={choice[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <form
      className={style.card}
      aria-label={t.question}
      onSubmit={(event) => {
        event.preventDefault();
        compare();
      }}
    >
      <Title order={2}>{t.question}</Title>
      <div className={style.fields}>
        {pick('arm', t.arm, names)}
        <Autocomplete
          label={t.control}
          data={of(choice.arm)?.values ?? []}
          value={choice.control}
          onChange={(control) => change({ control })}
        />
        <Select
          label={t.kind}
          data={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          allowDeselect={false}
          value={choice.kind}
          onChange={(value) => kind((value ?? 'mean') as MetricKind)}
        />
        {pick('metric', t.metric, names)}
        {choice.kind === 'ratio'
          ? pick('under', t.under, names)
          : may('cuped', t.cuped, t.cupedAbout)}
        {may('by', t.by)}
      </div>
      <Collapse expanded={finer} mt="sm">
        <div className={style.fields}>
          {type('split', t.split, t.splitAbout)}
          {choice.kind !== 'proportion' && type('cap', t.cap, t.capAbout)}
          {type('planned', t.planned, t.plannedAbout)}
        </div>
      </Collapse>
      <Group mt="md" gap="xs">
        <Button type="submit" disabled={!ready} loading={busy}>
          {t.compare}
        </Button>
        <Button variant="subtle" aria-expanded={finer} onClick={() => setFiner(!finer)}>
          {t.finer}
        </Button>
      </Group>
    </form>
  );
}
