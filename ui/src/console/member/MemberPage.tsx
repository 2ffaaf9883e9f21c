import { Alert, Badge, Button, Group, Skeleton, Stack, Tabs } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';

import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { memberName } from '../common/member';
import { Page } from '../common/Page';
import { RewardsTab } from '../reward/RewardsTab';
import { useMay } from '../session/session';
import { MemberSuggestions } from '../suggestion/MemberSuggestions';
import { ChallengeWay } from './ChallengeWay';
import { DetailsTab } from './details/DetailsTab';
import { HistoryTab } from './HistoryTab';
import { Contacts } from './Contacts';
import { MemberFacts } from './MemberFacts';
import { mergeWords } from './merge/words';
import { PurchasesTab } from './PurchasesTab';
import { AdjustDialog } from './points/AdjustDialog';
import { PointsTab } from './points/PointsTab';
import {
  type Member,
  useAccounts,
  useMember,
  useMemberExperiments,
  useMemberSegments,
} from './queries';
import { TABS, type Tab } from './search';
import { TierWay } from './TierWay';
import { memberWords } from './words';

/** Everything about one person. */
export function MemberPage() {
  const { id } = useParams({ from: '/members/$id' });
  const t = useWords(memberWords);
  const query = useMember(id);
  if (query.data) return <Loaded member={query.data} />;
  return (
    <Page title={t.member}>
      <Asked query={query} waiting={<Waiting />}>
        {() => null}
      </Asked>
    </Page>
  );
}

function Loaded({ member }: { member: Member }) {
  const t = useWords(memberWords);
  const may = useMay();
  const [adjusting, { open, close }] = useDisclosure(false);
  const accounts = useAccounts(member.id);
  const living = !member.erased_at;
  const adjustable = living && may('accounts:adjust') && (accounts.data?.accounts.length ?? 0) > 0;
  return (
    <Page
      title={memberName(member)}
      about={<Contacts member={member} />}
      actions={adjustable && <Button onClick={open}>{t.adjust}</Button>}
    >
      {member.erased_at && <Erased at={member.erased_at} />}
      <MemberFacts member={member} accounts={accounts} />
      {accounts.data?.tiers.map((tier) => (
        <TierWay key={tier.scheme} tier={tier} />
      ))}
      {accounts.data && <ChallengeWay accounts={accounts.data} />}
      <MemberSegments member={member} />
      <MemberExperiments member={member} />
      <MemberTabs member={member} />
      {accounts.data && (
        <AdjustDialog
          key={String(adjusting)}
          opened={adjusting}
          onClose={close}
          member={member}
          accounts={accounts.data.accounts}
        />
      )}
    </Page>
  );
}

/** That nothing is known of somebody any more. */
function Erased({ at }: { at: string }) {
  const t = useWords(mergeWords);
  const format = useFormat();
  return <Alert color="gray">{t.erased(format.date(at))}</Alert>;
}

/** Where somebody is counted, each with its page. */
function MemberSegments({ member }: { member: Member }) {
  const t = useWords(memberWords);
  const { language } = useLanguage();
  const may = useMay();
  const segments = useMemberSegments(member.id).data?.items ?? [];
  if (segments.length === 0) return null;
  return (
    <Group gap="xs" aria-label={t.segments} role="group">
      {segments.map(({ id, name }) => {
        const badge = (
          <Badge key={id} variant="light" tt="none">
            {name[language] ?? id}
          </Badge>
        );
        if (!may('reports:read')) return badge;
        return (
          <Link key={id} to="/segments/$id" params={{ id }}>
            {badge}
          </Link>
        );
      })}
    </Group>
  );
}

/** In which group of which experiment somebody is. */
function MemberExperiments({ member }: { member: Member }) {
  const t = useWords(memberWords);
  const may = useMay();
  const { data } = useMemberExperiments(member.id);
  const running = data?.items.filter(({ state }) => state === 'running') ?? [];
  if (!data?.universal_control && running.length === 0) return null;
  return (
    <Group gap="xs" aria-label={t.experiments} role="group">
      {data?.universal_control && (
        <Badge variant="outline" tt="none">
          {t.universalControl}
        </Badge>
      )}
      {running.map(({ id, name, arm }) => {
        const badge = (
          <Badge key={id} variant="outline" tt="none">
            {name}: {arm}
          </Badge>
        );
        if (!may('reports:read')) return badge;
        return (
          <Link key={id} to="/experiments/$id" params={{ id }}>
            {badge}
          </Link>
        );
      })}
    </Group>
  );
}

function MemberTabs({ member }: { member: Member }) {
  const t = useWords(memberWords);
  const may = useMay();
  const { tab = 'purchases' } = useSearch({ from: '/members/$id' });
  const navigate = useNavigate({ from: '/members/$id' });
  const tabs = TABS.filter((name) => name !== 'history' || may('audit:read'));
  const go = (next: string | null) =>
    void navigate({
      search: next === 'purchases' ? {} : { tab: next as Tab },
      replace: true,
      resetScroll: false,
    });
  return (
    <Tabs value={tab} onChange={go} keepMounted={false}>
      <Tabs.List mb="md">
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t.tabs[name]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="purchases">
        <PurchasesTab member={member} />
      </Tabs.Panel>
      <Tabs.Panel value="points">
        <PointsTab member={member} />
      </Tabs.Panel>
      <Tabs.Panel value="rewards">
        <RewardsTab member={member.id} />
      </Tabs.Panel>
      <Tabs.Panel value="next">
        <MemberSuggestions member={member.id} />
      </Tabs.Panel>
      <Tabs.Panel value="details">
        <DetailsTab member={member} />
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <HistoryTab target={member.id} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** The page's shape while the member is on the way. */
function Waiting() {
  return (
    <Stack gap="lg">
      <Skeleton height={84} />
      <Skeleton height={320} />
    </Stack>
  );
}
