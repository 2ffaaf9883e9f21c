import { useWords } from '../../i18n/language';
import { Key } from '../screen/Key';
import { useTill } from '../till';
import { tillWords } from '../words';
import { Dialog } from '../window/Dialog';
import styles from './Parts.module.css';
import { dialogWords } from './words';

/** The keys, on one page. */
export function Help() {
  const t = useWords(dialogWords);
  const { keys } = useWords(tillWords);
  const { open } = useTill();
  const close = () => open(null);
  const rows: [string, string][] = [
    ['F2', keys.find],
    ['F3', keys.register],
    ['F4', keys.quantity],
    ['F6', keys.points],
    ['F7, Delete', t.help.remove],
    ['F8', keys.back],
    ['F9', keys.fresh],
    ['F10', `${keys.confirm}. ${t.help.submit}`],
    ['↑ ↓', t.help.choose],
    ['A–Z 0–9', t.help.type],
    ['0–9 , .', t.help.amount],
    ['Esc', t.help.escape],
  ];
  return (
    <Dialog
      title={t.help.title}
      onClose={close}
      onSubmit={close}
      buttons={
        <Key tone="main" submit primary>
          {t.close}
        </Key>
      }
    >
      <p>{t.help.scan}</p>
      <dl className={styles.keys}>
        {rows.map(([key, does]) => (
          <div key={key} className={styles.keyRow}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
