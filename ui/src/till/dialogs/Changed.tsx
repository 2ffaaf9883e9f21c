import { useEffect, useState } from 'react';

import { isZero, negative } from '../../format/decimal';
import { useWords } from '../../i18n/language';
import type { Quote } from '../basket/body';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import styles from './Parts.module.css';
import { dialogWords } from './words';

/** What has changed since the buyer was told the price; nothing is sold before it is confirmed again. */
export function Changed({ before }: { before: Quote }) {
  const t = useWords(dialogWords);
  const { basket, confirm, money, open, priced } = useTill();
  const now = priced.fresh ? priced.quote : null;
  const seen = useSeen();
  const rows: [string, string, string | undefined][] = [
    ...before.lines.map((line): [string, string, string | undefined] => [
      basket.lines.find((each) => each.line === line.line)?.name ?? String(line.line),
      line.to_pay,
      now?.lines.find((each) => each.line === line.line)?.to_pay,
    ]),
    [t.changed.discount, negative(before.totals.discount), now && negative(now.totals.discount)],
    [t.changed.byCards, negative(before.totals.gift_cards), now && negative(now.totals.gift_cards)],
    [t.changed.byPoints, negative(before.totals.redeemed), now && negative(now.totals.redeemed)],
  ].map(([label, was, is]) => [label ?? '', was ?? '', is ?? undefined]);
  const changed = rows.filter(([, was, is]) => is !== was && !(isZero(was) && is === undefined));
  const same = now !== null && now.totals.due === before.totals.due && changed.length === 0;
  return (
    <Dialog
      title={t.changed.title}
      onClose={() => open(null)}
      onSubmit={confirm}
      buttons={
        <>
          <Key first onClick={() => open(null)}>
            {t.changed.back}
          </Key>
          <Key name="F10" tone="main" submit primary disabled={now === null || !seen}>
            {t.changed.confirm}
          </Key>
        </>
      }
    >
      <p>{t.changed.about}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t.changed.before}</th>
            <th scope="col">{t.changed.now}</th>
          </tr>
        </thead>
        <tbody>
          {now === null
            ? null
            : changed.map(([label, was, is]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{money(was)}</td>
                  <td>{money(is)}</td>
                </tr>
              ))}
          <tr className={styles.strong}>
            <th scope="row">{t.changed.toPay}</th>
            <td>{money(before.totals.due)}</td>
            <td>{money(now?.totals.due)}</td>
          </tr>
        </tbody>
      </table>
      <p role="status" className={styles.about}>
        {now === null ? t.changed.waiting : same ? t.changed.same : ''}
      </p>
    </Dialog>
  );
}

/** Who presses the key that sells twice in a hurry does not confirm a price unseen. */
const SEEN_MS = 800;

function useSeen(): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(true), SEEN_MS);
    return () => clearTimeout(timer);
  }, []);
  return seen;
}
