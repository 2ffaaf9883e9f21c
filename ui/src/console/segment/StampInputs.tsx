import { Text } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { listOf, percentOf, share } from './grammar';
import { choices, Compare, Forms, NumberText, Pick, Several } from './Inputs';
import { type Json, mapOf } from './tree';
import { lineWords } from './words';

interface Own {
  label: string;
  value: Json;
  onChange: (value: Json) => void;
}

const MARKS = ['5', '4', '3', '2', '1'].map((mark) => ({ value: mark, label: mark }));
const AXES = ['recency', 'frequency', 'money'] as const;

/** A chance in percent: less than, or at least. */
export function Chance({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const test = mapOf(value);
  const now = 'gte' in test ? 'gte' : 'lt';
  return (
    <>
      <Pick
        label={`${label}: ${t.comparison}`}
        value={now}
        data={choices({ lt: t.compare.lt, gte: t.compare.gte })}
        onChange={(next) => onChange({ [String(next)]: test[now] ?? '' })}
      />
      <NumberText
        label={label}
        value={percentOf(test[now])}
        onChange={(next) => onChange({ [now]: share(String(next)) })}
      />
      <Text size="xs">%</Text>
    </>
  );
}

/** Those who are expected to bring most, as a share of all, or so much and more. */
export function Worth({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const forms = {
    top: { word: t.worth.top, initial: '20%' },
    value: { word: t.worth.value, initial: { gte: '' } },
  };
  return (
    <Forms label={label} value={mapOf(value)} forms={forms} onChange={onChange}>
      {(form, inner, put) =>
        form === 'value' ? (
          <Compare label={label} value={inner} onChange={put} />
        ) : (
          <>
            <NumberText
              label={label}
              value={percentOf(inner)}
              onChange={(next) => put(share(String(next)))}
            />
            <Text size="xs">%</Text>
          </>
        )
      }
    </Forms>
  );
}

/** Marks of each axis, 5 the best; an axis without any may have each. */
export function Marks({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const test = mapOf(value);
  return AXES.map((axis) => (
    <div key={axis}>
      <Text size="xs">{t.axes[axis]}</Text>
      <Several
        label={`${label}: ${t.axes[axis]}`}
        value={listOf(test[axis])}
        data={MARKS}
        onChange={(marks) => {
          const { [axis]: _, ...rest } = test;
          onChange(listOf(marks).length > 0 ? { ...rest, [axis]: marks } : rest);
        }}
      />
    </div>
  ));
}
