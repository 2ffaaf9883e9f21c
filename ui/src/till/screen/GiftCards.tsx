import { isZero } from '../../format/decimal';
import { useWords } from '../../i18n/language';
import { useTill } from '../till';
import styles from './Coupons.module.css';
import { screenWords } from './words';

/** Gift cards that pay, with what each pays and what is left on it. */
export function GiftCards() {
  const t = useWords(screenWords);
  const { basket, change, money, priced } = useTill();
  if (basket.giftCards.length === 0) return null;
  const reasons: Record<string, string> = t.giftCardReason;
  return (
    <ul className={styles.coupons}>
      {basket.giftCards.map((code) => {
        const known = priced.quote?.gift_cards.find((each) => each.code === code);
        const reason = known?.reason ? (reasons[known.reason] ?? known.reason) : null;
        const pays = known && !isZero(known.amount) ? known : null;
        const status = known && (pays ? 'applied' : 'refused');
        return (
          <li key={code} className={styles.coupon} data-status={status}>
            <span>
              {t.giftCard(code.slice(-4))}
              {pays ? `: ${t.cardPays(money(pays.amount), money(pays.left))}` : ''}
              {reason === null ? '' : `, ${reason}`}
            </span>
            <button
              type="button"
              aria-label={t.takeCardOff(code.slice(-4))}
              onClick={() => change({ do: 'ungift', code })}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}
