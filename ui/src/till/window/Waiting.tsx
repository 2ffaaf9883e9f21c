import { useWords } from '../../i18n/language';
import styles from './Dialog.module.css';
import { useSlow } from './useSlow';
import { windowWords } from './words';

/** Says that the server is awaited, where that takes long enough to wonder. */
export function Waiting({ busy }: { busy: boolean }) {
  const t = useWords(windowWords);
  return (
    <p role="status" className={styles.waiting}>
      {useSlow(busy) ? t.waiting : ''}
    </p>
  );
}
