import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import { Page } from '../common/Page';
import { commonWords } from '../common/words';
import { shellWords } from './words';

/** An address without a page. */
export function Lost() {
  const t = useWords(commonWords);
  const shell = useWords(shellWords);
  return (
    <Page title={t.notFound}>
      <div>
        <Anchor component={Link} to="/">
          {shell.home}
        </Anchor>
      </div>
    </Page>
  );
}
