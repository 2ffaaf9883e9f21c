import type { ReactNode } from 'react';

import style from '../member.module.css';

/** Names and what they are, line by line. */
export function Pairs({ pairs }: { pairs: { key: string; name: string; value: ReactNode }[] }) {
  return (
    <dl className={style.pairs}>
      {pairs.map(({ key, name, value }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
