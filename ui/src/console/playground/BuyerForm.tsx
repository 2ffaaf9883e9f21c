import { SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';

import { useWords } from '../../i18n/language';
import { memberName } from '../common/member';
import type { About } from '../program/about';
import { useMay } from '../session/session';
import { useFound } from './asks';
import type { Trial, Who } from './basket';
import style from './playground.module.css';
import { Redeem } from './Redeem';
import { playgroundWords } from './words';

interface Props {
  trial: Trial;
  change: (part: Partial<Trial>) => void;
  about: About;
}

/** Nobody known, a registered member, or somebody made up; and how many points pay. */
export function BuyerForm({ trial, change, about }: Props) {
  const t = useWords(playgroundWords);
  return (
    <fieldset className={style.section}>
      <legend>{t.who}</legend>
      <Stack gap="sm">
        <SegmentedControl
          fullWidth
          aria-label={t.who}
          value={trial.who}
          onChange={(who) => change({ who: who as Who })}
          data={[
            { value: 'stranger', label: t.stranger },
            { value: 'member', label: t.member },
            { value: 'typed', label: t.typed },
          ]}
        />
        {trial.who === 'member' && <MemberSearch trial={trial} change={change} />}
        {trial.who === 'typed' && <MadeUp trial={trial} change={change} about={about} />}
        {trial.who !== 'stranger' &&
          about.units.map((unit) => (
            <Redeem
              key={unit.id}
              unit={unit}
              value={trial.redeem[unit.id] ?? 'none'}
              set={(much) => change({ redeem: { ...trial.redeem, [unit.id]: much } })}
            />
          ))}
      </Stack>
    </fieldset>
  );
}

function MemberSearch({ trial, change }: Omit<Props, 'about'>) {
  const t = useWords(playgroundWords);
  const may = useMay();
  const [typed, setTyped] = useState('');
  const [wanted] = useDebouncedValue(typed, 150);
  const own = trial.member;
  const found = useFound(wanted === own?.name ? '' : wanted);
  if (!may('members:read')) return <Text c="dimmed">{t.noSearch}</Text>;
  const members = (found.data?.items ?? []).map((member) => ({
    id: member.id,
    name: memberName(member),
    contact: [member.phone, member.email].filter(Boolean)[0],
  }));
  const data = members.map(({ id, name, contact }) => ({
    value: id,
    label: contact && contact !== name ? `${name} · ${contact}` : name,
  }));
  if (own && !data.some(({ value }) => value === own.id))
    data.unshift({ value: own.id, label: own.name });
  return (
    <Select
      aria-label={t.findMember}
      placeholder={t.findMember}
      searchable
      clearable
      value={own?.id ?? null}
      data={data}
      filter={({ options }) => options}
      nothingFoundMessage={wanted.trim().length > 1 ? t.noMembers : t.typeMore}
      onSearchChange={setTyped}
      onChange={(id) => {
        const member = members.find((one) => one.id === id);
        change({ member: member ? { id: member.id, name: member.name } : null });
      }}
    />
  );
}

function MadeUp({ trial, change, about }: Props) {
  const t = useWords(playgroundWords);
  const { profile } = trial;
  const set = (part: Partial<Trial['profile']>) => change({ profile: { ...profile, ...part } });
  return (
    <div className={style.pair}>
      {about.units.map((unit) => (
        <TextInput
          key={unit.id}
          label={t.balance(unit.name)}
          inputMode="decimal"
          placeholder="0"
          value={trial.balances[unit.id] ?? ''}
          onChange={(event) =>
            change({ balances: { ...trial.balances, [unit.id]: event.currentTarget.value } })
          }
        />
      ))}
      {about.schemes.map((scheme) => (
        <Select
          key={scheme.id}
          label={t.level(scheme.id)}
          placeholder={t.noLevel}
          clearable
          value={trial.tiers[scheme.id] || null}
          data={scheme.levels.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(level) => change({ tiers: { ...trial.tiers, [scheme.id]: level ?? '' } })}
        />
      ))}
      <TextInput
        type="date"
        label={t.birthDate}
        value={profile.birth_date}
        onChange={(event) => set({ birth_date: event.currentTarget.value })}
      />
      <Select
        label={t.gender}
        placeholder="—"
        clearable
        value={profile.gender || null}
        data={[
          { value: 'female', label: t.female },
          { value: 'male', label: t.male },
          { value: 'other', label: t.otherSex },
        ]}
        onChange={(gender) => set({ gender: gender ?? '' })}
      />
      <TextInput
        label={t.city}
        value={profile.city}
        onChange={(event) => set({ city: event.currentTarget.value })}
      />
    </div>
  );
}
