import { Button, Group, Stack, Title } from '@mantine/core';

import { useLanguage, useWords } from '../../../i18n/language';
import { queryText } from '../../common/address';
import { Asked } from '../../common/Asked';
import { Empty } from '../../common/Empty';
import { More } from '../../common/More';
import { useMay } from '../../session/session';
import { type Member, useAccounts, useEntries } from '../queries';
import { Ledger } from './Ledger';
import { LotTable } from './LotTable';
import { pointsWords } from './words';

/** What somebody has, where it came from, and each movement with its reason. */
export function PointsTab({ member }: { member: Member }) {
  const t = useWords(pointsWords);
  const { language } = useLanguage();
  const may = useMay();
  return (
    <Stack gap="xl">
      <Asked query={useAccounts(member.id)}>
        {({ accounts }) =>
          accounts.map((account) => (
            <section key={account.unit}>
              <Title order={2} mb="xs">
                {t.lots(account.name)}
              </Title>
              <LotTable member={member.id} account={account} />
            </section>
          ))
        }
      </Asked>
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2}>{t.ledger}</Title>
          {may('members:export') && (
            <Button
              component="a"
              size="xs"
              variant="default"
              href={`/v1/exports/entries${queryText({ member: member.id, language })}`}
              download
            >
              {t.export}
            </Button>
          )}
        </Group>
        <Entries id={member.id} />
      </section>
    </Stack>
  );
}

function Entries({ id }: { id: string }) {
  const t = useWords(pointsWords);
  const { query, rows } = useEntries(id);
  return (
    <Asked query={query}>
      {() => {
        if (rows.length === 0) return <Empty title={t.noEntries} about={t.noEntriesAbout} />;
        return (
          <>
            <Ledger postings={rows} />
            <More query={query} />
          </>
        );
      }}
    </Asked>
  );
}
