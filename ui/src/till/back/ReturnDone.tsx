import type { components } from '../../api/schema';
import { compare } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import { Dialog } from '../window/Dialog';
import styles from '../dialogs/Parts.module.css';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { useRows } from './useRows';
import type { Comes } from './useComes';
import { backWords } from './words';

interface Props {
  done: components['schemas']['Return'];
  /** What was shown before. */
  shown: Comes | null;
  nameOf: (line: number) => string;
  /** The name of a unit of points. */
  unit: (id: string) => string;
}

/** What the server gave back and took back. */
export function ReturnDone({ done, shown, nameOf, unit }: Props) {
  const t = useWords(backWords);
  const format = useFormat();
  const { money, open } = useTill();
  const rowsOf = useRows(unit);
  const close = () => open(null);
  const rows: [string, string][] = [
    ...done.lines.map((line): [string, string] => [
      `${nameOf(line.line)} × ${format.number(line.quantity)}`,
      money(line.refund),
    ]),
    ...rowsOf(done),
  ];
  return (
    <Dialog
      title={t.done}
      onClose={close}
      onSubmit={close}
      buttons={
        <Key name="F10" tone="main" submit primary>
          {t.next}
        </Key>
      }
    >
      <p className={styles.sum}>
        <span>{t.refund}</span>
        <strong>{money(done.refund)}</strong>
      </p>
      {shown === null || compare(done.refund, shown.refund) === 0 ? null : (
        <p role="alert" className={styles.wait}>
          {t.differs}
        </p>
      )}
      <dl className={styles.rows}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
