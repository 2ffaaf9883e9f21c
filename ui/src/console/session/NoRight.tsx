import { useWords } from '../../i18n/language';
import { LinkButton } from '../common/LinkButton';
import { Page } from '../common/Page';
import { useFirstPage } from '../shell/door';
import { shellWords } from '../shell/words';
import { useRight } from './rights';
import { useSession } from './session';
import { rightWords, sessionWords } from './words';

/** In place of a page that somebody may not see: which right is missing, who gives it, where to go instead. */
export function NoRight({ scope }: { scope: string }) {
  const t = useWords(rightWords);
  const { roles } = useWords(sessionWords);
  const pages = useWords(shellWords);
  const right = useRight();
  const role = useSession().data?.staff?.role;
  const open = useFirstPage();
  return (
    <Page
      title={t.title}
      about={role ? t.lacksAs(right(scope), roles[role]) : t.lacks(right(scope))}
    >
      {open && (
        <div>
          <LinkButton to={open.path}>{pages.goTo(pages[open.name])}</LinkButton>
        </div>
      )}
    </Page>
  );
}
