import { useWords } from '../../i18n/language';
import { Page } from '../common/Page';
import { shellWords } from '../shell/words';

export function HomePage() {
  const t = useWords(shellWords);
  return <Page title={t.home}>{null}</Page>;
}
