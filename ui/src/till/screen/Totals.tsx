import { isZero, negative } from '../../format/decimal';
import { useWords } from '../../i18n/language';
import { isEmpty, shelfTotal } from '../basket/basket';
import { useTill } from '../till';
import { tillWords } from '../words';
import { Key } from './Key';
import styles from './Totals.module.css';
import { screenWords } from './words';

/** What is to be paid, and the button that sells. */
export function Totals() {
  const t = useWords(screenWords);
  const words = useWords(tillWords);
  const till = useTill();
  const { basket, confirm, digits, money, priced, up } = till;
  const totals = up ? priced.quote?.totals : undefined;
  const toPay = up ? (totals?.due ?? (isEmpty(basket) ? '0' : null)) : shelfTotal(basket, digits);
  const parts = totals
    ? ([
        [t.sum, totals.amount],
        [t.discount, negative(totals.discount)],
        [t.byPoints, negative(totals.redeemed)],
        [t.byCards, negative(totals.gift_cards)],
      ] as const)
    : [];
  const shown = parts.slice(1).some(([, amount]) => !isZero(amount));
  return (
    <section className={styles.totals} aria-label={t.total}>
      <State />
      <dl
        className={`${styles.parts} ${up && !priced.fresh && totals ? styles.stale : ''}`}
        aria-busy={up && !priced.fresh && !isEmpty(basket)}
      >
        {shown
          ? parts
              .filter(([, amount]) => !isZero(amount))
              .map(([label, amount]) => (
                <div key={label} className={styles.part}>
                  <dt>{label}</dt>
                  <dd>{money(amount)}</dd>
                </div>
              ))
          : null}
        <div className={styles.toPay}>
          <dt>{t.toPay}</dt>
          <dd>{money(toPay)}</dd>
        </div>
      </dl>
      <div className={styles.confirm}>
        <Key name="F10" tone="main" disabled={isEmpty(basket)} onClick={confirm}>
          {up ? words.keys.confirm : words.keys.offline}
        </Key>
      </div>
    </section>
  );
}

/** Why the price is not there, or not the whole truth. */
function State() {
  const t = useWords(screenWords);
  const { basket, priced, up } = useTill();
  if (!up) return isEmpty(basket) ? null : <p className={styles.wait}>{t.offlinePrice}</p>;
  if (priced.error) {
    return (
      <div className={styles.failed} role="alert">
        <p>
          {t.priceFailed} {priced.error.message}
        </p>
        <Key onClick={priced.again}>{t.again}</Key>
      </div>
    );
  }
  return (
    <p className={styles.pricing} role="status">
      {priced.slow ? t.pricing : ''}
    </p>
  );
}

/** Rules that nearly applied. */
export function Hints() {
  const t = useWords(screenWords);
  const { priced, up } = useTill();
  const hints = up ? (priced.quote?.hints ?? []) : [];
  if (hints.length === 0) return null;
  return (
    <section className={styles.hints} aria-label={t.hints}>
      <h3>{t.hints}</h3>
      <ul>
        {hints.map((hint) => (
          <li key={hint.rule}>{hint.text}</li>
        ))}
      </ul>
    </section>
  );
}
