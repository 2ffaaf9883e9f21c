import type { components } from '../../api/schema';
import { compare, isZero } from '../../format/decimal';
import { useFormat, useWords } from '../../i18n/language';
import { Dialog } from '../window/Dialog';
import styles from '../dialogs/Parts.module.css';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import type { Preview } from './preview';
import { backWords } from './words';

interface Props {
  done: components['schemas']['Return'];
  /** What was shown before. */
  shown: Preview;
  nameOf: (line: number) => string;
}

/** What the server gave back and took back. */
export function ReturnDone({ done, shown, nameOf }: Props) {
  const t = useWords(backWords);
  const format = useFormat();
  const { money, open, unit } = useTill();
  const close = () => open(null);
  const points = (list: Record<string, string>, label: (unit: string) => string, sign: string) =>
    Object.entries(list)
      .filter(([, much]) => !isZero(much))
      .map(([id, much]): [string, string] => [label(unit(id)), sign + format.number(much)]);
  const rows: [string, string][] = [
    ...done.lines.map((line): [string, string] => [
      `${nameOf(line.line)} × ${format.number(line.quantity)}`,
      money(line.refund),
    ]),
    ...(isZero(done.withheld)
      ? []
      : [[t.withheld, money(`-${done.withheld}`)] as [string, string]]),
    ...points(done.restored, t.restored, '+'),
    ...points(done.reversed, t.reversed, '−'),
    ...points(done.debt, t.debt, ''),
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
      {compare(done.refund, shown.refund) === 0 ? null : (
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
