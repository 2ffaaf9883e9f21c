import { Code, Text, TextInput } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { useStores } from '../common/stores';
import { INITIAL, kindOf, listOf, span, spanOf } from './grammar';
import { choices, Compare, Forms, Length, NumberText, Pick, Several, WordList } from './Inputs';
import { useDeclared, useSegmentChoices } from './named';
import { PurchaseInputs } from './PurchaseInputs';
import { useRule } from './rule';
import style from './Segment.module.css';
import { Chance, Marks, Worth } from './StampInputs';
import { type Json, type Line, mapOf } from './tree';
import { lineWords } from './words';
import { yaml } from './yaml';

interface Props {
  line: Line;
  /** How it is called. */
  name: string;
  change: (line: Line) => void;
  /** The segment that is being edited, which cannot be a part of itself. */
  self: string | null;
}

/** The inputs of one line, by what it is about. */
export function LineInputs({ line, name, change, self }: Props) {
  const rule = useRule();
  const put = (value: Json) => change({ ...line, value });
  const props = { label: name, value: line.value, onChange: put };
  switch (kindOf(line)) {
    case 'words':
      return <Words {...props} />;
    case 'gender':
      return <Gender {...props} />;
    case 'stores':
      return <Stores {...props} />;
    case 'number':
      return <Compare {...props} />;
    case 'presence':
      return <Presence {...props} />;
    case 'consent':
      return <Consent {...props} />;
    case 'yearly':
      return <Yearly {...props} />;
    case 'ago':
      return <Ago {...props} />;
    case 'last':
      return <Last {...props} />;
    case 'next':
      return <Next {...props} />;
    case 'chance':
      return <Chance {...props} />;
    case 'worth':
      return <Worth {...props} />;
    case 'marks':
      return <Marks {...props} />;
    case 'purchases':
      return <PurchaseInputs {...props} />;
    case 'tier':
      return <Tier {...props} />;
    case 'segment':
      return <SegmentPick {...props} self={self} />;
    case 'event':
      return (
        <>
          <KeyText line={line} family="event." change={change} />
          <Happened {...props} />
        </>
      );
    case 'value':
      return (
        <>
          <KeyText line={line} family="member.attr." change={change} />
          {rule?.inputs(line, put) ?? <Value {...props} />}
        </>
      );
    case 'other':
      return (
        rule?.inputs(line, put) ?? (
          <Code className={style.raw ?? ''}>{yaml({ [line.key]: line.value })}</Code>
        )
      );
  }
}

interface Own {
  label: string;
  value: Json;
  onChange: (value: Json) => void;
}

/** Words that something must be one of, or none of. */
export function Words({ label, value, onChange, data = [] }: Own & { data?: string[] }) {
  const t = useWords(lineWords);
  const test = typeof value === 'object' && !Array.isArray(value) ? mapOf(value) : { in: value };
  const forms = {
    in: { word: t.words.in, initial: listOf(test.not) },
    not: { word: t.words.not, initial: listOf(test.in) },
    present: { word: t.words.present, initial: true },
  };
  return (
    <Forms label={label} value={test} forms={forms} onChange={onChange}>
      {(form, inner, put) =>
        form === 'present' ? null : (
          <WordList label={label} value={inner} data={data} onChange={put} />
        )
      }
    </Forms>
  );
}

function Gender({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const [now = 'female'] = listOf(mapOf(value).in ?? value);
  return (
    <Pick
      label={label}
      value={now}
      data={choices(t.genders)}
      onChange={(next) => onChange({ in: next })}
    />
  );
}

function Stores({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const { stores, storeName } = useStores();
  const data = stores.map(({ id }) => ({ value: id, label: storeName(id) ?? id }));
  const test = typeof value === 'object' && !Array.isArray(value) ? mapOf(value) : { in: value };
  const forms = {
    in: { word: t.words.in, initial: [] },
    not: { word: t.words.not, initial: [] },
  };
  return (
    <Forms label={label} value={test} forms={forms} onChange={onChange}>
      {(_, inner, put) => <Several label={label} value={inner} data={data} onChange={put} />}
    </Forms>
  );
}

function Presence({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  return (
    <Pick
      label={label}
      value={String(mapOf(value).present ?? true)}
      data={choices(t.presence)}
      onChange={(next) => onChange({ present: next === 'true' })}
    />
  );
}

function Consent({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  return <Pick label={label} value={String(value)} data={choices(t.states)} onChange={onChange} />;
}

function Yearly({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const around = mapOf(mapOf(value).within);
  const days = (text: Json | undefined) => String(text ?? '').replace(/\D.*$/, '');
  const put = (field: string, next: Json) =>
    onChange({ within: { ...around, [field]: next === '' ? '' : `${String(next)}d` } });
  return (
    <>
      <NumberText
        label={`${label}: ${t.beforeDays}`}
        value={days(around.before)}
        onChange={(next) => put('before', next)}
      />
      <Text size="xs">{t.beforeDays}</Text>
      <NumberText
        label={`${label}: ${t.afterDays}`}
        value={days(around.after)}
        onChange={(next) => put('after', next)}
      />
      <Text size="xs">{t.afterDays}</Text>
    </>
  );
}

/** So many days: more than that, which is what people mean by “not for 60 days”. */
function DaysAgo({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const test = mapOf(value);
  const [comparator = 'gt'] = Object.keys(test);
  if (comparator !== 'gt') return <Compare label={label} value={value} onChange={onChange} />;
  return (
    <>
      <NumberText
        label={label}
        value={String(test.gt ?? '')}
        onChange={(next) => onChange({ gt: next })}
      />
      <Text size="xs">{t.days}</Text>
    </>
  );
}

function Ago({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const forms = {
    within: { word: t.ago.within, initial: '30d' },
    days_ago: { word: t.ago.days_ago, initial: { gt: '30' } },
  };
  return (
    <Forms label={label} value={mapOf(value)} forms={forms} onChange={onChange}>
      {(form, inner, put) =>
        form === 'within' ? (
          <Length label={label} value={String(inner)} onChange={put} />
        ) : (
          <DaysAgo label={label} value={inner} onChange={put} />
        )
      }
    </Forms>
  );
}

function Last({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const test = value === 'never' ? { never: true } : mapOf(value);
  const forms = {
    days_ago: { word: t.last.days_ago, initial: { gt: '60' } },
    within: { word: t.last.within, initial: '30d' },
    never: { word: t.last.never, initial: true },
  };
  return (
    <Forms label={label} value={test} forms={forms} onChange={onChange}>
      {(form, inner, put) => {
        if (form === 'never') return null;
        if (form === 'days_ago') return <DaysAgo label={label} value={inner} onChange={put} />;
        return <Length label={label} value={String(inner)} onChange={put} />;
      }}
    </Forms>
  );
}

/** Overdue by more than so many local days, or expected within so many. */
function Next({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const forms = {
    days_ago: { word: t.next.days_ago, initial: { gt: '14' } },
    within: { word: t.next.within, initial: { before: '7d' } },
  };
  return (
    <Forms label={label} value={mapOf(value)} forms={forms} onChange={onChange}>
      {(form, inner, put) => {
        const test = mapOf(inner);
        const soon = form === 'within';
        return (
          <>
            <NumberText
              label={label}
              value={spanOf(String((soon ? test.before : test.gt) ?? '')).count}
              onChange={(days) =>
                put(
                  soon
                    ? { before: span(String(days), 'd') }
                    : { gt: span(String(days), 'd').replace('d', '') },
                )
              }
            />
            <Text size="xs">{t.wholeDays}</Text>
          </>
        );
      }}
    </Forms>
  );
}

function Tier({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const { levels } = useDeclared();
  const data = levels.map(({ id, name }) => ({ value: id, label: name }));
  const first = levels[0]?.id ?? '';
  const unknown = listOf(Object.values(mapOf(value))[0]).filter(
    (one) => one !== '' && !levels.some(({ id }) => id === one),
  );
  const known = [...data, ...unknown.map((one) => ({ value: one, label: one }))];
  const test = typeof value === 'object' && !Array.isArray(value) ? mapOf(value) : { is: value };
  const forms = {
    at_least: { word: t.tier.at_least, initial: first },
    is: { word: t.tier.is, initial: first },
    below: { word: t.tier.below, initial: first },
  };
  return (
    <Forms label={label} value={test} forms={forms} onChange={onChange}>
      {(form, inner, put) =>
        form === 'is' ? (
          <Several label={label} value={inner} data={data} onChange={put} />
        ) : (
          <Pick label={label} value={String(inner)} data={blank(known)} onChange={put} />
        )
      }
    </Forms>
  );
}

function SegmentPick({ label, value, onChange, self }: Own & { self: string | null }) {
  const data = useSegmentChoices(self);
  const now = String(value);
  const known = now === '' || data.some((choice) => choice.value === now);
  const all = known ? data : [...data, { value: now, label: now }];
  return <Pick label={label} value={now} data={blank(all)} onChange={onChange} />;
}

/** A list whose first choice is none. */
const blank = (data: { value: string; label: string }[]) => [{ value: '', label: '…' }, ...data];

function Happened({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const test = mapOf(value);
  return (
    <>
      <Compare
        label={label}
        value={test.count ?? INITIAL.number}
        onChange={(count) => onChange({ ...test, count })}
      />
      <Text size="xs">{t.inLast}</Text>
      <Length
        label={`${label}: ${t.window}`}
        value={String(test.within ?? '')}
        onChange={(within) => onChange({ ...test, within })}
      />
    </>
  );
}

function Value({ label, value, onChange }: Own) {
  const t = useWords(lineWords);
  const test = typeof value === 'object' && !Array.isArray(value) ? mapOf(value) : { eq: value };
  const [form = 'eq'] = Object.keys(test);
  if (form !== 'eq' && form !== 'in') return <Code className={style.raw ?? ''}>{yaml(value)}</Code>;
  return (
    <WordList
      label={`${label}: ${t.value}`}
      value={listOf(test[form])}
      onChange={(next) => onChange({ in: next })}
    />
  );
}

/** The last part of a word of the grammar: the name of an event, of a field of one's own. */
function KeyText({
  line,
  family,
  change,
}: {
  line: Line;
  family: string;
  change: (line: Line) => void;
}) {
  const t = useWords(lineWords);
  return (
    <TextInput
      size="xs"
      className={style.key ?? ''}
      aria-label={t.fieldName}
      placeholder={t.fieldName}
      value={line.key.slice(family.length)}
      onChange={(event) =>
        change({ ...line, key: family + event.currentTarget.value.replace(/[^\w-]/g, '') })
      }
    />
  );
}
