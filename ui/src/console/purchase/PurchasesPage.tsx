import { Button, Group } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import { queryText } from '../common/address';
import { Asked } from '../common/Asked';
import { Empty } from '../common/Empty';
import { LinkButton } from '../common/LinkButton';
import { More } from '../common/More';
import { Page } from '../common/Page';
import { useMay } from '../session/session';
import { Filters } from './Filters';
import { PurchaseTable } from './PurchaseTable';
import style from './purchase.module.css';
import { usePurchases } from './queries';
import { type PurchasesSearch, purchasesQuery } from './search';
import { purchasesWords } from './words';

/** What was bought, by anybody and anywhere. */
export function PurchasesPage() {
  const t = useWords(purchasesWords);
  const may = useMay();
  const search = useSearch({ from: '/purchases' });
  const navigate = useNavigate({ from: '/purchases' });
  const { query, rows } = usePurchases(search);
  const change = (next: PurchasesSearch) => void navigate({ search: next, replace: true });
  const filtered = Object.keys(search).length > 0;
  return (
    <Page
      title={t.title}
      actions={
        may('members:export') && (
          <Button
            component="a"
            variant="default"
            href={`/v1/exports/purchases${queryText(purchasesQuery(search))}`}
            download
          >
            {t.export}
          </Button>
        )
      }
    >
      <div>
        <Filters search={search} change={change} busy={query.isPlaceholderData} />
        <Asked query={query}>
          {() => {
            if (rows.length === 0) {
              return filtered ? (
                <Empty
                  title={t.none}
                  about={t.noneAbout}
                  action={
                    <Button variant="default" mt="sm" onClick={() => change({})}>
                      {t.clear}
                    </Button>
                  }
                />
              ) : (
                <NothingYet />
              );
            }
            return (
              <div className={query.isPlaceholderData ? style.stale : undefined}>
                <PurchaseTable purchases={rows} members />
                <More query={query} />
              </div>
            );
          }}
        </Asked>
      </div>
    </Page>
  );
}

/** A base without purchases, and where they come from. */
function NothingYet() {
  const t = useWords(purchasesWords);
  const may = useMay();
  return (
    <Empty
      title={t.empty}
      about={t.emptyAbout}
      action={
        <Group justify="center" mt="sm">
          {may('imports:write') && (
            <LinkButton to="/settings/imports" variant="default">
              {t.import}
            </LinkButton>
          )}
          {may('till') && (
            <Button component="a" href="/till/">
              {t.till}
            </Button>
          )}
        </Group>
      }
    />
  );
}
