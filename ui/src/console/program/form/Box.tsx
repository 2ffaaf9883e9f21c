import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';

import { useWords } from '../../../i18n/language';
import type { FileProblem } from '../asks';
import { told, useDesk } from './desk';
import style from './Form.module.css';
import { Help } from './Help';
import { formWords } from './words/words';

interface Props {
  label: string;
  about?: string | undefined;
  problems: FileProblem[];
  /** Takes it away; absent where it has to be there, or is not. */
  remove?: (() => void) | undefined;
  children?: ReactNode;
}

/** Several inputs that belong together. */
export function Box({ label, about, problems, remove, children }: Props) {
  const t = useWords(formWords);
  const { readOnly } = useDesk();
  return (
    <div className={style.box} role="group" aria-label={label}>
      {(about !== undefined || remove) && (
        <div className={style.boxHead}>
          <span>
            <span className={style.label}>{label}</span>
            {about && (
              <span className={style.about}>
                <Help text={about} />
              </span>
            )}
          </span>
          {remove && !readOnly && (
            <CloseButton size="sm" aria-label={t.unset(label)} onClick={remove} />
          )}
        </div>
      )}
      <Told problems={problems} />
      {children}
    </div>
  );
}

/** Problems that no single input has. */
export function Told({ problems }: { problems: FileProblem[] }) {
  return problems.map((problem) => (
    <p key={`${problem.path} ${problem.message}`} className={style.fault} role="alert">
      {told(problem)}
    </p>
  ));
}
