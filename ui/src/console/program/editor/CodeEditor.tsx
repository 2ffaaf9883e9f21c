import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Annotation, type ChangeSet, Compartment, EditorState, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';

import { useLanguage } from '../../../i18n/language';
import { sayIn } from '../form/words/fields';
import style from '../Program.module.css';
import type { Say } from './completion';
import { differing } from './differing';
import { setup } from './setup';

/** A mark beside a line. */
export interface Mark {
  line?: number | null;
  message: string;
}

export interface EditorProps {
  /** What the editor is of, for those who hear it. */
  label: string;
  /** What the file says; programs are completed while they are typed. */
  language: 'program' | 'scenarios';
  value: string;
  /** Another text; changes of one field, a stretch of typing, are one step back. */
  onChange: (text: string, field: string) => void;
  onSave: () => void;
  /** The steps back and forth are the page's own: other ways to change the text are among them. */
  undo: (() => void) | null;
  redo: (() => void) | null;
  marks: Mark[];
  readOnly?: boolean;
  /** A line to show; another object goes there again. */
  place?: Shown | null;
}

/** A line to show. */
export interface Shown {
  line: number;
  /** The line is only shown: who is busy elsewhere stays there. */
  quiet?: boolean;
}

let count = 0;

/** The stretch of typing a change belongs to: the last one, where it goes on at its end and in its line. */
function following(last: { name: string; end: number }, changes: ChangeSet) {
  let goesOn = true;
  let end = -1;
  changes.iterChanges((fromA, toA, _, toB, inserted) => {
    goesOn &&= (fromA === last.end || toA === last.end) && inserted.lines === 1;
    end = toB;
  });
  return { name: goesOn ? last.name : `typed ${(count += 1)}`, end };
}

/** A change that comes from outside and is known there. */
const known = Annotation.define<boolean>();

/** An editor of YAML. */
export default function CodeEditor(props: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const heard = useRef(props);
  const { language } = useLanguage();
  const say = useRef<Say>(() => '');
  const writing = useRef(new Compartment());
  const stretch = useRef({ name: '', end: -1 });
  useEffect(() => {
    heard.current = props;
    say.current = sayIn(language);
  });
  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: heard.current.value,
        extensions: [
          setup(
            {
              save: () => heard.current.onSave(),
              undo: () => heard.current.undo?.(),
              redo: () => heard.current.redo?.(),
            },
            heard.current.language === 'program' ? (key, told) => say.current(key, told) : null,
          ),
          writing.current.of(EditorState.readOnly.of(heard.current.readOnly ?? false)),
          EditorView.contentAttributes.of({ 'aria-label': heard.current.label, tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged || update.transactions.some((one) => one.annotation(known)))
              return;
            stretch.current = following(stretch.current, update.changes);
            heard.current.onChange(update.state.doc.toString(), stretch.current.name);
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const before = view.current?.state.doc.toString();
    if (before === undefined || before === props.value) return;
    const changes = differing(before, props.value);
    view.current?.dispatch({
      changes,
      annotations: known.of(true),
      // A step back goes where it happened, if somebody is at work here.
      ...(view.current.hasFocus
        ? { selection: { anchor: changes.from + changes.insert.length }, scrollIntoView: true }
        : { effects: EditorView.scrollIntoView(changes.from, { y: 'nearest', yMargin: 40 }) }),
    });
  }, [props.value]);
  useEffect(() => {
    const made = view.current;
    made?.dispatch({
      effects: writing.current.reconfigure(EditorState.readOnly.of(props.readOnly ?? false)),
    });
  }, [props.readOnly]);
  useEffect(() => {
    const made = view.current;
    if (made) made.dispatch(setDiagnostics(made.state, marked(made.state.doc, props.marks)));
  }, [props.marks]);
  const { place } = props;
  useEffect(() => {
    const made = view.current;
    if (!made || !place) return;
    const line = made.state.doc.line(within(made.state.doc, place.line));
    made.dispatch({
      selection: { anchor: line.from },
      effects: EditorView.scrollIntoView(line.from, { y: 'center' }),
    });
    if (!place.quiet) made.focus();
  }, [place]);
  return <div ref={host} className={style.editor} />;
}

/** Marks cover their line's words; one without a line stands at the first. */
function marked(doc: Text, marks: Mark[]): Diagnostic[] {
  return marks.map(({ line, message }) => {
    const { from, to, text } = doc.line(within(doc, line ?? 1));
    const blank = text.length - text.trimStart().length;
    return { from: Math.min(from + blank, to), to, severity: 'error', message };
  });
}

function within(doc: Text, line: number): number {
  return Math.max(1, Math.min(line, doc.lines));
}
