import { ActionIcon, Menu, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { useLanguage, useWords } from '../../../i18n/language';
import { type Json, mapOf } from '../../segment/tree';
import { Icon } from '../../shell/Icon';
import { Figures } from '../Figures';
import { clauses } from '../figures';
import type { Sentence } from '../sentences';
import { asText, Control } from './Control';
import { problemsAt, told, useDesk } from './desk';
import style from './Form.module.css';
import { RecordFields } from './RecordControl';
import type { Rule } from './rules';
import { ruleShape, type Shape } from './shape';
import { fieldLabel } from './words/fields';
import { formWords } from './words/words';

const DOTS = 'M10 4.500v.01M10 10v.01M10 15.500v.01';

interface Props {
  rule: Rule;
  /** What the server says of it; `null` while it has said nothing. */
  sentences: Sentence[] | null;
  /** What it says is of the text as it is. */
  checked: boolean;
  open: boolean;
  toggle: () => void;
  show: () => void;
  change: (field: string | null, value: Json | undefined) => void;
  rename: (id: string) => void;
  copy: () => void;
  up: (() => void) | null;
  down: (() => void) | null;
  drop: () => void;
}

/** A rule: its sentence, and when it is opened its form. */
export function RuleCard(props: Props) {
  const { rule, open, toggle } = props;
  const { problems, readOnly } = useDesk();
  const own = problemsAt(problems, rule.path, true);
  const body = `form-${rule.section.name}-${rule.path.at(-1)}`;
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (open) card.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <li ref={card} className={style.card} data-open={open || undefined}>
      <div className={style.cardHead}>
        <button
          type="button"
          className={style.opener}
          aria-expanded={open}
          aria-controls={body}
          onClick={toggle}
        >
          <Headline {...props} wrong={own.length} />
        </button>
        {!readOnly && <CardMenu {...props} />}
      </div>
      {!open && own[0] && <p className={style.fault}>{told(own[0])}</p>}
      <div id={body} hidden={!open}>
        {open && <RuleForm {...props} />}
      </div>
    </li>
  );
}

function Headline({ rule, sentences, checked, wrong }: Props & { wrong: number }) {
  const t = useWords(formWords);
  const name = rule.section.holds === 'one' ? '' : rule.id;
  return (
    <span className={style.headline}>
      <span className={checked ? style.sentences : `${style.sentences} ${style.stale}`}>
        {sentences?.map(({ id, subject, text }) => (
          <SentenceLine key={`${subject} ${id}`} text={text} />
        ))}
        {!sentences && <Wordless rule={rule} />}
      </span>
      <span className={style.tail}>
        {wrong > 0 && <span className={style.wrong}>{t.problems(wrong)}</span>}
        <code>{name}</code>
      </span>
    </span>
  );
}

/** A rule of which no sentence tells, as the file has it. */
function Wordless({ rule }: { rule: Rule }) {
  const { language } = useLanguage();
  const { program } = useDesk();
  const value = partAt(program, rule.path);
  if (rule.section.name !== 'program')
    return <span className={style.plain}>{asText(value).slice(0, MOST_PLAIN)}</span>;
  const { name, currency, time_zone } = mapOf(value);
  const own = asText(mapOf(name)[language] ?? name);
  return <b>{[own, asText(currency), asText(time_zone)].filter(Boolean).join(' · ')}</b>;
}

/** So many characters of a rule without sentences are shown. */
const MOST_PLAIN = 160;

function SentenceLine({ text }: { text: string }) {
  const [main, rest] = clauses(text);
  return (
    <span className={style.sentence}>
      <Figures text={main} />
      {rest && (
        <span className={style.rest}>
          <Figures text={rest} />
        </span>
      )}
    </span>
  );
}

function CardMenu({ rule, show, copy, up, down, drop }: Props) {
  const t = useWords(formWords);
  const { holds, name } = rule.section;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t.menu(rule.id)}>
          <Icon path={DOTS} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={show}>{t.inText}</Menu.Item>
        {holds !== 'one' && <Menu.Item onClick={copy}>{t.copy}</Menu.Item>}
        {holds !== 'one' && (
          <>
            <Menu.Item disabled={!up} onClick={up ?? undefined}>
              {t.up}
            </Menu.Item>
            <Menu.Item disabled={!down} onClick={down ?? undefined}>
              {t.down}
            </Menu.Item>
          </>
        )}
        {name !== 'program' && (
          <Menu.Item color="red" onClick={drop}>
            {t.remove}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** The form of a rule: its id where its section knows it by that, and its fields. */
function RuleForm({ rule, change, rename }: Props) {
  const { root, program, readOnly } = useDesk();
  const shape = ruleShape(root, rule.section);
  const value = partAt(program, rule.path);
  return (
    <fieldset className={style.form} disabled={readOnly}>
      {rule.section.holds === 'table' && <KeyField rule={rule} rename={rename} />}
      {shape.is === 'record' ? (
        <RecordFields
          part={shape.part}
          fields={shape.fields}
          value={mapOf(value)}
          path={rule.path}
          onField={change}
        />
      ) : (
        <Whole rule={rule} shape={shape} value={value} change={change} />
      )}
    </fieldset>
  );
}

/** A rule without fields: a named condition. */
function Whole({
  rule,
  shape,
  value,
  change,
}: Pick<Props, 'rule' | 'change'> & { shape: Shape; value: Json | undefined }) {
  const { language } = useLanguage();
  return (
    <Control
      shape={shape}
      field={rule.section.name}
      label={fieldLabel(language, 'Program', rule.section.name)}
      value={value}
      path={rule.path}
      required
      onChange={(next) => change(null, next)}
    />
  );
}

function partAt(value: Json, path: readonly (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (here, step) =>
      typeof step === 'number' ? (Array.isArray(here) ? here[step] : undefined) : mapOf(here)[step],
    value,
  );
}

/** The id of a rule that its section has it by; one that is taken or empty is not written. */
function KeyField({ rule, rename }: Pick<Props, 'rule' | 'rename'>) {
  const t = useWords(formWords);
  const { program } = useDesk();
  const [typed, setTyped] = useState<string | null>(null);
  const others = Object.keys(mapOf(mapOf(program)[rule.section.name]));
  const isTaken = typed !== null && typed !== rule.id && others.includes(typed);
  const put = (next: string) => {
    const free = next.trim() !== '' && !others.includes(next);
    setTyped(free ? null : next);
    if (free) rename(next);
  };
  return (
    <div className={style.fields}>
      <TextInput
        label={t.key}
        description={t.keyAbout}
        value={typed ?? rule.id}
        error={isTaken ? t.keyTaken : undefined}
        onChange={({ currentTarget }) => put(currentTarget.value)}
        onBlur={() => setTyped(null)}
      />
    </div>
  );
}
