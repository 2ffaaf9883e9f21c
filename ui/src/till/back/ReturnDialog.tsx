import { useEffect, useEffectEvent, useState } from 'react';

import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import type { components } from '../../api/schema';
import { useFormat, useWords } from '../../i18n/language';
import { memberId } from '../buyer/members';
import { Dialog } from '../window/Dialog';
import { Waiting } from '../window/Waiting';
import styles from '../dialogs/Parts.module.css';
import { reach } from '../link/link';
import { receiptPaths } from '../receipt/number';
import { Field } from '../screen/Field';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { ReturnLines } from './ReturnLines';
import { backWords } from './words';

type Purchase = components['schemas']['Purchase'];
type Summary = components['schemas']['PurchaseSummary'];

/** Goods come back: which receipt, which lines, what it comes to. */
export function ReturnDialog({ number }: { number: string }) {
  const [purchase, setPurchase] = useState<Purchase | null>(null);
  if (purchase) return <ReturnLines purchase={purchase} onOther={() => setPurchase(null)} />;
  return <Find number={number} onFound={setPurchase} />;
}

function Find({ number, onFound }: { number: string; onFound: (purchase: Purchase) => void }) {
  const t = useWords(backWords);
  const { open } = useTill();
  const [text, setText] = useState(number);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const find = async (typed: string) => {
    if (typed.trim() === '' || busy) return;
    setBusy(true);
    setError(null);
    try {
      const found = await read(receiptPaths(typed));
      if (found) onFound(found);
      else setError(t.notFound);
    } catch (failed) {
      setError(failed instanceof Error ? failed.message : '');
    } finally {
      setBusy(false);
    }
  };
  const look = useEffectEvent(() => void find(number));
  useEffect(() => {
    // A scanned receipt is looked for at once.
    const first = setTimeout(() => look(), 0);
    return () => clearTimeout(first);
  }, [number]);
  return (
    <Dialog
      title={t.title}
      onClose={() => open(null)}
      onSubmit={() => void find(text)}
      buttons={
        <Key tone="main" submit primary disabled={busy || text.trim() === ''}>
          {t.find}
        </Key>
      }
    >
      <Field
        label={t.number}
        value={text}
        onChange={setText}
        about={t.numberAbout}
        error={error}
        first
      />
      <Waiting busy={busy} />
      <Recent onChoose={(purchase) => void find(purchase)} />
    </Dialog>
  );
}

/** The first of the addresses that has a purchase. */
async function read(paths: string[]): Promise<Purchase | null> {
  for (const id of paths) {
    try {
      const params = { path: { id } };
      return await reach((signal) => api.GET('/v1/purchases/{id}', { params, signal }));
    } catch (error) {
      if (!(error instanceof Problem) || (error.status !== 404 && error.status !== 422))
        throw error;
    }
  }
  return null;
}

const RECENT = 5;

/** What the member at the till bought before. */
function Recent({ onChoose }: { onChoose: (purchase: string) => void }) {
  const t = useWords(backWords);
  const format = useFormat();
  const { basket, money } = useTill();
  const id = memberId(basket.buyer);
  const [purchases, setPurchases] = useState<Summary[]>([]);
  useEffect(() => {
    if (id === null) return;
    const params = { path: { id }, query: { limit: RECENT } };
    reach((signal) => api.GET('/v1/members/{id}/purchases', { params, signal })).then(
      (list) => setPurchases(list.items),
      () => undefined,
    );
  }, [id]);
  if (id === null || purchases.length === 0) return null;
  return (
    <div className={styles.set}>
      <p className={styles.about}>{t.recent}</p>
      <div className={styles.column}>
        {purchases.map((each) => (
          <Key key={each.purchase} onClick={() => onChoose(each.purchase)}>
            {format.dateTime(each.at)} · {money(each.to_pay)} · {each.store}
          </Key>
        ))}
      </div>
    </div>
  );
}
