import { Button } from '@mantine/core';

import { useWords } from '../../../i18n/language';
import { listOf } from '../../segment/grammar';
import { Compare, Forms, NumberText, Pick, WordList } from '../../segment/Inputs';
import { Words } from '../../segment/LineInputs';
import { type Json, mapOf } from '../../segment/tree';
import { lineWords } from '../../segment/words';
import { Box } from './Box';
import { type ControlProps, shorter, useGoodsOf } from './Control';
import { problemsAt, strayAt, useDesk } from './desk';
import style from './Form.module.css';
import { withField } from './FormsControl';
import { RecordFields } from './RecordControl';
import { COMPARATORS, type Shape } from './shape';
import { fieldLabel } from './words/fields';
import { formWords } from './words/words';
import { useLanguage } from '../../../i18n/language';

type NumberProps = ControlProps<Extract<Shape, { is: 'number' }>>;

/** A comparison with a number, and what else is said of it. */
export function NumberControl(props: NumberProps) {
  const { problems } = useDesk();
  const { shape, value, path, label, about, required, onChange } = props;
  const map = typeof value === 'object' && value !== null ? mapOf(value) : { eq: value ?? '' };
  const said = COMPARATORS.filter((name) => name in map);
  const others = Object.fromEntries(Object.entries(map).filter(([name]) => !isComparator(name)));
  const names = [...COMPARATORS, ...shape.fields.map(({ name }) => name)];
  const put = (next: { [name: string]: Json }) => onChange(short(next));
  if (value === undefined)
    return (
      <Unset {...props}>
        <Setter {...props} begin={{ gte: '1' }} />
      </Unset>
    );
  return (
    <Box
      label={label}
      about={about}
      problems={[
        ...strayAt(problems, path, names),
        ...COMPARATORS.flatMap((name) => problemsAt(problems, [...path, name], true)),
      ]}
      remove={required ? undefined : () => onChange(undefined)}
    >
      <div className={style.row}>
        {said.length > 1 ? (
          said.map((name) => (
            <Single
              key={name}
              label={`${label}: ${name}`}
              name={name}
              value={map[name] ?? ''}
              onChange={(next) => put({ ...map, [name]: next })}
            />
          ))
        ) : (
          <Compare
            label={label}
            value={Object.fromEntries(said.map((name) => [name, map[name] ?? '']))}
            onChange={(next) => put({ ...mapOf(next), ...others })}
          />
        )}
      </div>
      {shape.fields.length > 0 && (
        <RecordFields
          part={shape.part}
          fields={shape.fields}
          value={others}
          path={path}
          quiet
          onField={(name, next) => put(withField(map, name, next))}
        />
      )}
    </Box>
  );
}

function isComparator(name: string): boolean {
  return COMPARATORS.includes(name);
}

/** `{ eq: 3 }` is written `3`. */
function short(test: { [name: string]: Json }): Json {
  const [only, ...more] = Object.keys(test);
  return only === 'eq' && more.length === 0 ? (test.eq ?? '') : test;
}

/** One of several comparisons that must all hold. */
function Single({
  name,
  ...props
}: {
  name: string;
  label: string;
  value: Json;
  onChange: (value: Json) => void;
}) {
  const { language } = useLanguage();
  return (
    <span className={style.row}>
      <span>{fieldLabel(language, '', name)}</span>
      <NumberText {...props} value={listOf(props.value).join(' – ')} />
    </span>
  );
}

/** A word or words, or which they must not be. */
export function WordsControl(props: ControlProps) {
  const { problems } = useDesk();
  const { value, path, label, about, field, onChange } = props;
  const data = useGoodsOf(field);
  if (value === undefined)
    return (
      <Unset {...props}>
        <Setter {...props} begin={[]} />
      </Unset>
    );
  return (
    <Box
      label={label}
      about={about}
      problems={problemsAt(problems, path, true)}
      remove={() => onChange(undefined)}
    >
      <div className={style.row}>
        <Words
          label={label}
          value={value}
          data={data}
          onChange={(next) => onChange(shortWords(next))}
        />
      </div>
    </Box>
  );
}

/** `{ in: [a] }` is written `a`, and `{ not: [a] }` without its brackets. */
function shortWords(test: Json): Json {
  const map = mapOf(test);
  if ('in' in map) return shorter(listOf(map.in), true) ?? [];
  if ('not' in map) return { not: shorter(listOf(map.not), true) ?? [] };
  return test;
}

const TESTS = ['in', 'not', 'present', 'gte', 'lte', 'gt', 'lt'] as const;

/** A test of a value of any type: words, or a comparison. */
export function TestControl({ value, path, label, about, onChange }: ControlProps) {
  const t = useWords(lineWords);
  const { problems } = useDesk();
  const long = typeof value === 'object' && value !== null && !Array.isArray(value);
  const test = long ? mapOf(value) : { in: value ?? [] };
  const isTold = 'eq' in test ? { in: test.eq ?? '' } : test;
  const words = { ...t.words, ...t.compare };
  const forms = Object.fromEntries(
    TESTS.map((name) => [
      name,
      { word: words[name], initial: name === 'present' ? true : name === 'in' ? [] : '' },
    ]),
  );
  return (
    <Box label={label} about={about} problems={problemsAt(problems, path, true)}>
      <div className={style.row}>
        <Forms
          label={label}
          value={isTold}
          forms={forms}
          onChange={(next) => onChange(shortWords(next))}
        >
          {(form, inner, put) => {
            if (form === 'present')
              return (
                <Pick
                  label={label}
                  value={String(inner)}
                  data={[
                    { value: 'true', label: t.presence.true },
                    { value: 'false', label: t.presence.false },
                  ]}
                  onChange={(next) => put(next === 'true')}
                />
              );
            return form === 'in' || form === 'not' ? (
              <WordList label={label} value={inner} onChange={put} />
            ) : (
              <NumberText label={label} value={String(inner)} onChange={put} />
            );
          }}
        </Forms>
      </div>
    </Box>
  );
}

/** What is not said yet. */
function Unset({ label, about, path, children }: ControlProps & { children: React.ReactNode }) {
  const { problems } = useDesk();
  return (
    <Box label={label} about={about} problems={problemsAt(problems, path, true)}>
      {children}
    </Box>
  );
}

function Setter({ label, onChange, begin }: ControlProps & { begin: Json }) {
  const t = useWords(formWords);
  const { readOnly } = useDesk();
  return (
    <Button
      size="compact-sm"
      variant="light"
      className={style.setter ?? ''}
      disabled={readOnly}
      aria-label={`${t.set}: ${label}`}
      onClick={() => onChange(begin)}
    >
      {t.set}
    </Button>
  );
}
