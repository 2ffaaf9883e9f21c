import { useWords } from '../../i18n/language';
import { useTill } from '../till';
import styles from './Coupons.module.css';
import { screenWords } from './words';

/** Coupons presented, with what became of each. */
export function Coupons() {
  const t = useWords(screenWords);
  const { basket, change, priced } = useTill();
  if (basket.coupons.length === 0) return null;
  const statuses: Record<string, string> = t.couponStatus;
  const reasons: Record<string, string> = t.couponReason;
  return (
    <ul className={styles.coupons}>
      {basket.coupons.map((code) => {
        const known = priced.quote?.coupons.find((each) => each.code === code);
        const reason = known?.reason ? (reasons[known.reason] ?? known.reason) : null;
        return (
          <li key={code} className={styles.coupon} data-status={known?.status}>
            <span>
              {t.coupon(code)}
              {known ? `: ${statuses[known.status] ?? known.status}` : ''}
              {reason === null ? '' : `, ${reason}`}
            </span>
            <button
              type="button"
              aria-label={t.takeOff(code)}
              onClick={() => change({ do: 'uncoupon', code })}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}
