import { Text } from '@mantine/core';
import { useDebouncedValue, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';

import { newId } from '../../api/client';
import { useWords } from '../../i18n/language';
import { ErrorNote } from '../common/ErrorNote';
import { useMay } from '../session/session';
import type { ProgramSearch } from './address';
import {
  type Checked,
  type FileProblem,
  type Programs,
  useCheck,
  useStore,
  type VersionFile,
} from './asks';

import { useDraft } from './draft';
import type { Mark, Shown } from './editor/CodeEditor';
import { FileEditor } from './FileEditor';
import { FormsPane } from './form/FormsPane';
import { NextStep } from './NextStep';
import style from './Program.module.css';
import type { Sentence } from './sentences';
import { Toolbar, type View } from './Toolbar';
import { Typed } from './Typed';
import { fileWords } from './words';

/** How long typing rests before the file is checked, ms. */
const REST_MS = 250;

interface Props {
  programs: Programs;
  file: VersionFile;
}

/** The program as forms and as text, which say the same; beside them what is wrong, what changes, and what to do next. */
export function FileTab({ programs, file }: Props) {
  const t = useWords(fileWords);
  const may = useMay();
  const { rule } = useSearch({ strict: false }) as ProgramSearch;
  const draft = useDraft(`program.${file.id}.${file.version}`, file.text);
  const [settled] = useDebouncedValue(draft.text, REST_MS);
  const check = useCheck(settled);
  const rulePlace = useRulePlace(file);
  const [place, setPlace] = useState<Shown | null>(null);
  const [view, setView] = useState<View>('forms');
  const narrow = useMediaQuery('(max-width: 62em)', false, { getInitialValueInEffect: false });
  const saving = useSaving(file, draft.text, draft.drop);
  useHotkeys(
    [
      ['mod+Z', () => draft.undo?.()],
      ['mod+shift+Z', () => draft.redo?.()],
      ['mod+Y', () => draft.redo?.()],
    ],
    [],
  );
  const problems = check.data?.problems ?? NONE;
  const settling = settled !== draft.text || check.isFetching;
  const told = useTold(file, settled, check.isPlaceholderData ? undefined : check.data);
  const marks = useMemo(() => problems.map(marked), [problems]);
  const writes = may('programs:write');
  const savable = draft.changed && writes && !settling && problems.length === 0;
  const save = () => savable && saving.save(check.data?.id ?? file.id);
  const show = (line: number, quiet: boolean) => {
    if (narrow && !quiet) setView('text');
    setPlace({ line, quiet });
  };
  const text = (
    <FileEditor
      label={t.editor}
      language="program"
      value={draft.text}
      onChange={draft.write}
      onSave={save}
      undo={draft.undo}
      redo={draft.redo}
      marks={marks}
      readOnly={!writes}
      place={place ?? rulePlace}
    />
  );
  const beside = (
    <>
      {!draft.changed && <NextStep programs={programs} file={file} />}
      {check.error && <ErrorNote error={check.error} again={() => void check.refetch()} />}
      {check.data && (
        <Typed
          checked={check.data}
          base={file}
          changed={draft.changed}
          settling={settling}
          go={(line) => show(line, false)}
          brief={view === 'forms'}
        />
      )}
    </>
  );
  return (
    <>
      <Toolbar
        view={view}
        setView={setView}
        draft={draft}
        writes={writes}
        savable={savable}
        pending={saving.pending}
        save={save}
        note={
          check.data?.id && check.data.id !== file.id ? t.otherProgram(check.data.id) : t.saveAbout
        }
      />
      {saving.error && <ErrorNote error={saving.error} />}
      <div className={style.split} data-view={view}>
        {view === 'forms' ? (
          <div>
            <FormsPane
              text={draft.text}
              write={draft.write}
              problems={problems}
              told={told}
              readOnly={!writes}
              show={show}
              rule={rule}
            />
          </div>
        ) : (
          <div>
            {text}
            <Text size="xs" c="dimmed" mt="xs">
              {writes ? t.keys : t.readOnly}
            </Text>
          </div>
        )}
        <div className={style.beside}>
          {view === 'forms' && !narrow && text}
          {beside}
        </div>
      </div>
    </>
  );
}

const NONE: FileProblem[] = [];

function marked({ line, message, help }: FileProblem): Mark {
  return { line: line ?? null, message: [message, help].filter(Boolean).join('; ') };
}

/** The last text without problems, and its sentences. */
function useTold(file: VersionFile, text: string, checked: Checked | undefined) {
  const [told, setTold] = useState<{ text: string; sentences: Sentence[] }>(file);
  const sentences = checked?.problems.length === 0 ? checked.sentences : undefined;
  if (sentences && told.sentences !== sentences) setTold({ text, sentences });
  return told;
}

/** The line of the rule the address names. */
function useRulePlace(file: VersionFile): { line: number } | null {
  const { rule } = useSearch({ strict: false }) as ProgramSearch;
  return useMemo(() => {
    const line = file.sentences.find(({ id }) => id === rule)?.line;
    return line ? { line } : null;
  }, [rule, file]);
}

/** Stores the text as the next version and goes there. One text has one intent, however often it is tried. */
function useSaving(file: VersionFile, text: string, done: () => void) {
  const t = useWords(fileWords);
  const navigate = useNavigate();
  const store = useStore();
  const intent = useRef({ text: '', id: '' });
  const save = (program: string) => {
    if (intent.current.text !== text) intent.current = { text, id: newId() };
    store.mutate(
      { program, text, intent: intent.current.id },
      {
        onSuccess: (stored) => {
          done();
          notifications.show({
            title: t.saved(stored.version),
            message: t.savedAbout,
            color: 'green',
          });
          void navigate({
            to: '/program/$part',
            params: { part: 'file' },
            search: {
              program: stored.id,
              version: stored.version,
              ...(stored.id === file.id ? { from: file.version } : {}),
            },
          });
        },
      },
    );
  };
  return { save, pending: store.isPending, error: store.error };
}
