import { useWords } from '../../i18n/language';
import { LinkButton } from '../common/LinkButton';
import { Page } from '../common/Page';
import { commonWords } from '../common/words';
import { useFirstPage } from './door';
import { shellWords } from './words';

/** An address without a page. */
export function Lost() {
  const t = useWords(commonWords);
  const shell = useWords(shellWords);
  const open = useFirstPage();
  return (
    <Page title={t.notFound}>
      {open && (
        <div>
          <LinkButton to={open.path}>{shell.goTo(shell[open.name])}</LinkButton>
        </div>
      )}
    </Page>
  );
}
