import { useWords } from '../../i18n/language';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import { useSlow } from '../window/useSlow';
import styles from './Parts.module.css';
import { dialogWords } from './words';

/** The sale is on its way. After a moment it says so; without an answer the cashier decides how to go on. */
export function SendingDialog() {
  const { sending } = useTill();
  const shown = useSlow(true);
  if (!sending || (!shown && !sending.unanswered)) return null;
  return <Shown key={String(sending.unanswered)} />;
}

function Shown() {
  const t = useWords(dialogWords);
  const { leaveSale, money, sending } = useTill();
  const unanswered = sending?.unanswered ?? false;
  return (
    <Dialog
      title={unanswered ? t.sending.noAnswer : t.sending.title}
      onClose={null}
      buttons={
        unanswered ? (
          <>
            <Key tone="harm" onClick={() => void leaveSale(true)}>
              {t.sending.cancel}
            </Key>
            <Key name="F10" tone="main" primary onClick={() => void leaveSale(false)}>
              {t.sending.paid}
            </Key>
          </>
        ) : undefined
      }
    >
      <p className={styles.sum}>
        <span>{sending?.sale.id}</span>
        <strong>{money(sending?.sale.total)}</strong>
      </p>
      {unanswered ? (
        <>
          <p role="alert">{t.sending.about}</p>
          <p className={styles.about}>{t.sending.paidAbout}</p>
        </>
      ) : null}
    </Dialog>
  );
}
