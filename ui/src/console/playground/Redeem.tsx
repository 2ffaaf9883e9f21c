import { Group, SegmentedControl, Text, TextInput } from '@mantine/core';

import { useWords } from '../../i18n/language';
import type { Named } from '../program/about';
import { figureOf } from './basket';
import { playgroundWords } from './words';

interface Props {
  unit: Named;
  /** `none`, `max` or a typed amount. */
  value: string;
  set: (much: string) => void;
}

/** How many points of a unit pay: none, as many as allowed, or so many. */
export function Redeem({ unit, value, set }: Props) {
  const t = useWords(playgroundWords);
  const manner = value === 'none' || value === 'max' ? value : 'typed';
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t.pay(unit.name)}
      </Text>
      <Group gap="xs" wrap="nowrap">
        <SegmentedControl
          aria-label={t.pay(unit.name)}
          value={manner}
          onChange={(next) => set(next === 'typed' ? '' : next)}
          data={[
            { value: 'none', label: t.none },
            { value: 'max', label: t.max },
            { value: 'typed', label: t.amount },
          ]}
        />
        {manner === 'typed' && (
          <TextInput
            w={110}
            inputMode="decimal"
            aria-label={`${t.pay(unit.name)}: ${t.amount}`}
            autoFocus={value === ''}
            value={value}
            error={value !== '' && figureOf(value) === null}
            onChange={(event) => set(event.currentTarget.value)}
          />
        )}
      </Group>
    </div>
  );
}
