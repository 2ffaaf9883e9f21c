import { type Diagnostic, setDiagnostics } from '@codemirror/lint';
import { Compartment, EditorState, type Text } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { useEffect, useRef } from 'react';

import style from '../Program.module.css';
import { completeProgram } from './completion';
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
  onChange: (text: string) => void;
  onSave: () => void;
  marks: Mark[];
  readOnly?: boolean;
  /** A line to show; another object goes there again. */
  place?: { line: number } | null;
}

/** An editor of YAML. */
export default function CodeEditor(props: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const heard = useRef(props);
  const writing = useRef(new Compartment());
  useEffect(() => {
    heard.current = props;
  });
  useEffect(() => {
    if (!host.current) return;
    const made = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: heard.current.value,
        extensions: [
          setup(
            () => heard.current.onSave(),
            heard.current.language === 'program' ? completeProgram : null,
          ),
          writing.current.of(EditorState.readOnly.of(heard.current.readOnly ?? false)),
          EditorView.contentAttributes.of({ 'aria-label': heard.current.label, tabindex: '0' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) heard.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const state = view.current?.state;
    if (!state || state.doc.toString() === props.value) return;
    view.current?.dispatch({
      changes: { from: 0, to: state.doc.length, insert: props.value },
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
    made.focus();
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
