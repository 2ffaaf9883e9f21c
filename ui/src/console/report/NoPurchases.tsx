import { useWords } from '../../i18n/language';
import { Empty } from '../common/Empty';
import { LinkButton } from '../common/LinkButton';
import { useMay } from '../session/session';
import { reportWords } from './words';

/** A report of nothing, and where purchases come from. */
export function NoPurchases() {
  const t = useWords(reportWords);
  const may = useMay();
  const action = may('imports:write') && (
    <LinkButton to="/settings/$part" params={{ part: 'imports' }}>
      {t.emptyAction}
    </LinkButton>
  );
  return <Empty title={t.empty} about={t.emptyAbout} action={action} />;
}
