import { useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import type { Unsent } from '../queue/queue';
import { disk } from '../queue/shelf';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import styles from './Parts.module.css';
import { dialogWords } from './words';

/** Sales the server does not have: those that wait, and those it refused, with the reason. */
export function UnsentDialog() {
  const t = useWords(dialogWords);
  const { open, up, waiting } = useTill();
  const [dropping, setDropping] = useState<string | null>(null);
  const close = () => open(null);
  const again = async (sale: Unsent) => {
    await disk.put({ ...sale, refused: null });
    await waiting.sendNow();
  };
  const drop = async (sale: Unsent) => {
    await disk.remove(sale.id);
    setDropping(null);
    await waiting.look();
  };
  return (
    <Dialog
      title={t.unsent.title}
      onClose={close}
      onSubmit={close}
      wide
      buttons={
        <>
          <Key disabled={!up || waiting.sales.length === 0} onClick={() => void waiting.sendNow()}>
            {t.unsent.sendAll}
          </Key>
          <Key tone="main" submit primary>
            {t.close}
          </Key>
        </>
      }
    >
      {waiting.sales.length === 0 ? <p>{t.unsent.none}</p> : null}
      <ul className={styles.sales}>
        {waiting.sales.map((sale) => (
          <li key={sale.id}>
            <Sale sale={sale} />
            {sale.refused === null ? null : (
              <div className={styles.actions}>
                <Key onClick={() => void again(sale)} disabled={!up}>
                  {t.unsent.again}
                </Key>
                {dropping === sale.id ? (
                  <Key tone="harm" onClick={() => void drop(sale)}>
                    {t.unsent.dropYes}
                  </Key>
                ) : (
                  <Key onClick={() => setDropping(sale.id)}>{t.unsent.drop}</Key>
                )}
              </div>
            )}
            {dropping === sale.id ? <p role="alert">{t.unsent.dropSure(sale.id)}</p> : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function Sale({ sale }: { sale: Unsent }) {
  const t = useWords(dialogWords);
  const format = useFormat();
  const { money } = useTill();
  return (
    <>
      <div className={styles.sale}>
        <strong>{sale.id}</strong>
        <span className={styles.about}>{format.dateTime(new Date(sale.madeAt))}</span>
        <span className={styles.about}>{sale.buyer ?? t.unsent.anonymous}</span>
        <span>{money(sale.total)}</span>
      </div>
      {sale.refused === null ? (
        <p className={styles.about}>{sale.broken ? t.unsent.broken : t.unsent.waiting}</p>
      ) : (
        <p className={styles.harm}>
          {t.unsent.refused} {sale.refused}
        </p>
      )}
    </>
  );
}
