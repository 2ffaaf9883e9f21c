import { Button, Text } from '@mantine/core';
import { useMemo, useState } from 'react';

import { useLanguage, useWords } from '../../../i18n/language';
import { RuleContext } from '../../segment/rule';
import type { FileProblem } from '../asks';
import type { Schema } from '../editor/completion';
import published from '../editor/program.schema.json';
import type { Sentence } from '../sentences';
import { dropSection } from '../text/edit';
import { type File, read, valueOf } from '../text/read';
import { DeskContext } from './desk';
import style from './Form.module.css';
import { Help } from './Help';
import { add, change, copyRule, drop, type Edit, move, renameRule } from './edits';
import { RuleCard } from './RuleCard';
import { keyOf, type Rule, rulesOf, sentencesOf } from './rules';
import { type Section, SECTIONS } from './sections';
import { useRuleWords } from './useRuleWords';
import { fieldAbout, fieldLabel } from './words/fields';
import { formWords } from './words/words';

const schema = published as Schema;

interface Props {
  text: string;
  /** Writes another text; changes of one field are one step back. */
  write: (text: string, field: string | null) => void;
  problems: FileProblem[];
  /** The last text that could be checked without problems, and what it says. */
  told: { text: string; sentences: Sentence[] };
  readOnly: boolean;
  /** Shows a line of the text. */
  show: (line: number, quiet: boolean) => void;
  /** The rule that is open at first. */
  rule: string | undefined;
}

/** A program as forms: every section, every rule. They change the text in place, and show what it says. */
export default function Forms({ text, write, problems, told, readOnly, show, rule }: Props) {
  const t = useWords(formWords);
  const now = useMemo(() => read(text), [text]);
  // While the text cannot be read, the forms are those of what could be, and wait.
  const [last, setLast] = useState<File>(now);
  if (!now.fault && last !== now) setLast(now);
  const file = now.fault ? last : now;
  const program = useMemo(() => valueOf(file.root), [file]);
  const sentences = useMemo(() => sentencesOf(read(told.text), told.sentences), [told]);
  const words = useRuleWords(schema, program);
  const [open, setOpen] = useState<string | null>(null);
  const desk = { root: schema, program, problems, readOnly: readOnly || now.fault !== null };
  const edit = ({ text: next, field, open: opened }: Edit) => {
    write(next, field);
    if (opened === undefined) return;
    setOpen(opened);
    const rules = field === null ? SECTIONS.flatMap((one) => rulesOf(read(next), one)) : [];
    const own = rules.find((one) => keyOf(one) === opened);
    if (own) show(own.from, true);
  };
  const used = SECTIONS.filter(({ name }) => sectionIsThere(file, name));
  const unused = SECTIONS.filter((section) => !used.includes(section));
  return (
    <DeskContext value={desk}>
      <RuleContext value={words}>
        {now.fault && (
          <div className={style.unread} role="alert">
            <b>{t.unread}</b>
            <span>{t.unreadAt(now.fault.line, now.fault.message)}</span>
            <span>{t.unreadAbout}</span>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => show(now.fault?.line ?? 1, false)}
            >
              {t.showLine}
            </Button>
          </div>
        )}
        <div inert={now.fault !== null} className={now.fault ? style.waiting : ''}>
          {used.map((section) => (
            <SectionForms
              key={section.name}
              section={section}
              file={file}
              sentences={sentences}
              checked={told.text === text}
              open={open ?? (rule ? found(file, rule) : null)}
              setOpen={setOpen}
              edit={edit}
              show={(line) => show(line, true)}
            />
          ))}
          {!desk.readOnly && unused.length > 0 && (
            <Unused sections={unused} begin={(section) => edit(add(file, section))} />
          )}
        </div>
      </RuleContext>
    </DeskContext>
  );
}

function sectionIsThere(file: File, name: string): boolean {
  return Object.keys(valueOf(file.root) ?? {}).includes(name);
}

/** The rule an address names by its id alone. */
function found(file: File, id: string): string | null {
  const rules = SECTIONS.flatMap((section) => rulesOf(file, section));
  const own = rules.find((rule) => rule.id === id);
  return own ? keyOf(own) : '';
}

interface SectionProps {
  section: Section;
  file: File;
  sentences: Map<string, Sentence[]>;
  /** The sentences are those of this very text. */
  checked: boolean;
  open: string | null;
  setOpen: (key: string) => void;
  edit: (edit: Edit) => void;
  show: (line: number) => void;
}

function SectionForms({
  section,
  file,
  sentences,
  checked,
  open,
  setOpen,
  edit,
  show,
}: SectionProps) {
  const t = useWords(formWords);
  const { language } = useLanguage();
  const rules = rulesOf(file, section);
  const label = fieldLabel(language, 'Program', section.name);
  const actions = (rule: Rule, place: number) => ({
    change: (name: string | null, value: Parameters<typeof change>[3]) =>
      edit(change(file, rule, name, value)),
    rename: (id: string) => edit(renameRule(file, rule, id)),
    copy: () => edit(copyRule(file, rule)),
    up: place > 0 ? () => edit(move(file, rule, place - 1)) : null,
    down: place + 1 < rules.length ? () => edit(move(file, rule, place)) : null,
    drop: () =>
      edit(
        rules.length > 1
          ? drop(file, rule)
          : { text: dropSection(file.text, section.name), field: null },
      ),
  });
  return (
    <section className={style.section} aria-label={label}>
      <header className={style.sectionHead}>
        <h2>{label}</h2>
        {section.holds !== 'one' && <AddRule label={label} add={() => edit(add(file, section))} />}
      </header>
      <ul className={style.cards}>
        {rules.map((rule, place) => (
          <RuleCard
            key={`${place} ${section.name}`}
            rule={rule}
            sentences={sentences.get(keyOf(rule)) ?? null}
            checked={checked}
            open={open === keyOf(rule)}
            toggle={() => {
              if (open !== keyOf(rule)) show(rule.from);
              setOpen(open === keyOf(rule) ? '' : keyOf(rule));
            }}
            show={() => show(rule.from)}
            {...actions(rule, place)}
          />
        ))}
      </ul>
      {rules.length === 0 && (
        <Text size="sm" c="dimmed">
          {t.notSaid}
        </Text>
      )}
    </section>
  );
}

function AddRule({ label, add: begin }: { label: string; add: () => void }) {
  const t = useWords(formWords);
  return (
    <Button
      size="compact-sm"
      variant="light"
      aria-label={t.addTo(label)}
      leftSection={<span aria-hidden="true">+</span>}
      onClick={begin}
    >
      {t.add}
    </Button>
  );
}

interface UnusedProps {
  sections: Section[];
  begin: (section: Section) => void;
}

/** Sections the program does not have yet. */
function Unused({ sections, begin }: UnusedProps) {
  const t = useWords(formWords);
  const { language } = useLanguage();
  return (
    <section className={style.section} aria-label={t.unused}>
      <header className={style.sectionHead}>
        <h2>{t.unused}</h2>
      </header>
      <ul className={style.unused}>
        {sections.map((section) => {
          const label = fieldLabel(language, 'Program', section.name);
          const told = schema.properties?.[section.name]?.description ?? '';
          return (
            <li key={section.name}>
              <button
                type="button"
                aria-label={t.addTo(label)}
                onClick={() => begin(section)}
                className={style.beginner}
              >
                <b>{label}</b>
                <Help text={fieldAbout(language, 'Program', section.name, told)} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
