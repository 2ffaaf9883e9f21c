import { useWords } from '../../i18n/language';
import { Page } from '../common/Page';
import { shellWords } from '../shell/words';

export function PurchasePage() {
  const t = useWords(shellWords);
  return <Page title={t.purchases}>{null}</Page>;
}
