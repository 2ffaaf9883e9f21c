import { Fragment } from 'react';

import style from './Form.module.css';

/** Help in one line; what is written in the file is set as such. */
export function Help({ text }: { text: string }) {
  return (
    <span className={style.help}>
      {text
        .split('`')
        .map((piece, i) =>
          i % 2 === 0 ? <Fragment key={i}>{piece}</Fragment> : <code key={i}>{piece}</code>,
        )}
    </span>
  );
}
