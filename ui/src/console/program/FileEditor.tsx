import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

import { patient } from '../../api/connection';
import type { EditorProps } from './editor/CodeEditor';
import style from './Program.module.css';

const CodeEditor = lazy(patient(() => import('./editor/CodeEditor')));

/** The editor of YAML, loaded when it is first shown. */
export function FileEditor(props: EditorProps) {
  return (
    <div className={style.editorFrame}>
      <Suspense fallback={<Skeleton height="100%" radius={0} />}>
        <CodeEditor {...props} />
      </Suspense>
    </div>
  );
}
