import { Fragment } from 'react';

import { figures } from './figures';
import style from './Program.module.css';

/** A sentence with its figures set off. */
export function Figures({ text }: { text: string }) {
  return figures(text).map((piece, at) =>
    piece.figure ? (
      <b key={at} className={style.figure}>
        {piece.text}
      </b>
    ) : (
      <Fragment key={at}>{piece.text}</Fragment>
    ),
  );
}
