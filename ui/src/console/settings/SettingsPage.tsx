import { useWords } from '../../i18n/language';
import { Page } from '../common/Page';
import { shellWords } from '../shell/words';

export function SettingsPage() {
  const t = useWords(shellWords);
  return <Page title={t.settings}>{null}</Page>;
}
