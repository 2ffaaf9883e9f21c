import { createPortal } from 'react-dom';

import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { useAccounts } from '../buyer/useAccounts';
import { type Receipt, receiptText } from '../receipt/receipt';
import { receiptWords } from '../receipt/words';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { Dialog } from '../window/Dialog';
import styles from './Parts.module.css';
import { dialogWords } from './words';

/** The receipt of what was just sold. Enter or the next scan begins the next basket. */
export function ReceiptDialog({ receipt, member }: { receipt: Receipt; member: string | null }) {
  const t = useWords(dialogWords);
  const words = useWords(receiptWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { money, open, up } = useTill();
  const posted = receipt.state === 'posted';
  const accounts = useAccounts(posted ? member : null, up, `${language} ${receipt.number}`);
  const balance = accounts?.accounts.map(({ name, available }) => ({ name, points: available }));
  const text = receiptText({ ...receipt, balance: balance ?? null }, words, format, money);
  const titles = {
    posted: t.receipt.title,
    offline: t.receipt.offline,
    unanswered: t.receipt.unanswered,
  };
  const close = () => open(null);
  return (
    <Dialog
      title={titles[receipt.state]}
      onClose={close}
      onSubmit={close}
      buttons={
        <>
          <Key onClick={() => window.print()}>{t.receipt.print}</Key>
          <Key name="F10" tone="main" submit primary>
            {t.receipt.next}
          </Key>
        </>
      }
    >
      <pre className={styles.receipt} aria-label={t.receipt.text} role="document" tabIndex={0}>
        {text}
      </pre>
      {createPortal(<pre className={styles.paper}>{text}</pre>, document.body)}
    </Dialog>
  );
}
