import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

import { nonce } from '../../nonce';
import { completeProgram, type Say } from './completion';
import { describeProgram } from './hover';

const look = EditorView.theme({
  '&': {
    backgroundColor: 'var(--ground)',
    color: 'var(--ink)',
    fontSize: '13px',
    height: '100%',
  },
  // The frame shows the focus: the gutter would cover a part of it here.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '20px',
    overflow: 'auto',
  },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--ink)' },
  '.cm-line': { padding: '0 12px 0 4px' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': {
    backgroundColor: 'var(--ground)',
    color: 'var(--ink-2)',
    border: 'none',
    paddingLeft: '4px',
  },
  '.cm-activeLine, .cm-activeLineGutter': {
    backgroundColor: 'color-mix(in srgb, var(--ink) 4%, transparent)',
  },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground':
    { backgroundColor: 'color-mix(in srgb, var(--accent) 24%, transparent)' },
  '.cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft) !important',
    outline: '1px solid var(--accent)',
  },
  '.cm-tooltip': {
    backgroundColor: 'var(--ground)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '6px',
    boxShadow: '0 6px 24px color-mix(in srgb, var(--ink) 14%, transparent)',
    maxWidth: '420px',
  },
  '.cm-about': { padding: '6px 10px', fontFamily: 'var(--font)', whiteSpace: 'normal' },
  '.cm-about b': { display: 'block', fontWeight: '620' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px !important' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft) !important',
    color: 'var(--accent-ink) !important',
  },
  '.cm-completionDetail': { color: 'var(--ink-2)', fontStyle: 'normal', marginLeft: '8px' },
  '.cm-diagnostic': { padding: '6px 10px', fontFamily: 'var(--font)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--harm)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--harm) 1px',
    textUnderlineOffset: '3px',
  },
  // The marks are drawn by the style: pictures of the library are `data:` addresses, which the policy forbids.
  '.cm-lint-marker-error': {
    content: '""',
    width: '8px',
    height: '8px',
    margin: '6px 3px',
    borderRadius: '50%',
    backgroundColor: 'var(--harm)',
  },
});

const colours = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: 'var(--accent-ink)' },
  { tag: tags.comment, color: 'var(--ink-2)', fontStyle: 'italic' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--wait)' },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: 'var(--ink-2)' },
]);

/** What keys do that the page knows how to do. */
export interface Keys {
  save: () => void;
  undo: () => void;
  redo: () => void;
}

/** What every editor of a file has: YAML in colours, marks in the gutter; of a program also what it may say, and what that is. */
export function setup({ save, undo, redo }: Keys, program: Say | null): Extension[] {
  return [
    EditorView.cspNonce.of(nonce()),
    lineNumbers(),
    lintGutter({ hoverTime: 150 }),
    highlightActiveLineGutter(),
    highlightActiveLine(),
    drawSelection(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    yaml(),
    syntaxHighlighting(colours),
    EditorView.lineWrapping,
    autocompletion({ icons: false, override: program ? [completeProgram(program)] : [] }),
    program ? describeProgram(program) : [],
    keymap.of([
      { key: 'Mod-s', run: () => (save(), true), preventDefault: true },
      { key: 'Mod-z', run: () => (undo(), true), preventDefault: true },
      { key: 'Mod-y', mac: 'Mod-Shift-z', run: () => (redo(), true), preventDefault: true },
      { linux: 'Ctrl-Shift-z', run: () => (redo(), true), preventDefault: true },
      ...completionKeymap,
      ...lintKeymap,
      ...defaultKeymap,
    ]),
    look,
  ];
}
