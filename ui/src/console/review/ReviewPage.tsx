import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';

import { useWords } from '../../i18n/language';
import { Page } from '../common/Page';
import { Differences } from './Differences';
import { FailedJobs } from './FailedJobs';
import { type List, LISTS } from './search';
import { reviewWords } from './words';

/** What waits for somebody: sales that went by other rules, work that failed. */
export function ReviewPage() {
  const t = useWords(reviewWords);
  const { list = 'differences' } = useSearch({ from: '/review' });
  const navigate = useNavigate({ from: '/review' });
  const go = (next: string | null) =>
    void navigate({
      search: next === 'differences' ? {} : { list: next as List },
      replace: true,
      resetScroll: false,
    });
  return (
    <Page title={t.title} about={t.about}>
      <Tabs value={list} onChange={go} keepMounted={false}>
        <Tabs.List mb="md">
          {LISTS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t.lists[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="differences">
          <Differences />
        </Tabs.Panel>
        <Tabs.Panel value="jobs">
          <FailedJobs />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
