import { useWords } from '../../i18n/language';
import { isEmpty } from '../basket/basket';
import { reload, useNewer } from '../offline/release';
import { useTill } from '../till';
import { tillWords } from '../words';
import styles from './TopBar.module.css';

/** Where this is, who works here, and what has not reached the server. */
export function TopBar() {
  const t = useWords(tillWords);
  const { open, place, staff, waiting } = useTill();
  const refused = waiting.sales.filter((sale) => sale.refused !== null).length;
  const unsent = waiting.sales.length - refused;
  return (
    <header className={styles.bar}>
      <h1 className={styles.place}>
        {place.storeName} <span>{t.till(place.till)}</span>
      </h1>
      {waiting.sales.length === 0 ? null : (
        <button
          type="button"
          className={refused > 0 ? styles.refused : styles.unsent}
          onClick={() => open({ show: 'unsent' })}
        >
          {[unsent > 0 ? t.waiting(unsent) : null, refused > 0 ? t.refusedCount(refused) : null]
            .filter(Boolean)
            .join(', ')}
        </button>
      )}
      <Newer />
      <span className={styles.staff}>{staff.name}</span>
      <button
        type="button"
        className={styles.settings}
        aria-label={t.settings}
        title={t.settings}
        onClick={() => open({ show: 'settings' })}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path d="M3 6h8M15 6h2M3 14h2M9 14h8" />
          <circle cx="13" cy="6" r="2" />
          <circle cx="7" cy="14" r="2" />
        </svg>
      </button>
    </header>
  );
}

/** A newer release is loaded between two baskets, never over one. */
function Newer() {
  const t = useWords(tillWords);
  const { basket, dialog, sending } = useTill();
  const between = isEmpty(basket) && basket.buyer === null && dialog === null && sending === null;
  if (!useNewer() || !between) return null;
  return (
    <button type="button" className={styles.newer} onClick={reload}>
      {t.newer}
    </button>
  );
}

/** Says that the server is gone, as long as it is. */
export function Banner() {
  const t = useWords(tillWords);
  const { up } = useTill();
  return (
    <div role="alert">
      {up ? null : (
        <p className={styles.banner}>
          <strong>{t.offline}.</strong> {t.offlineAbout}
        </p>
      )}
    </div>
  );
}

/** One sentence about what just happened. */
export function NoticeLine() {
  const { notice } = useTill();
  return (
    <div className={styles.notices} role="status">
      {notice === null ? null : (
        <p key={notice.at} className={styles.notice} data-tone={notice.tone}>
          {notice.text}
        </p>
      )}
    </div>
  );
}
