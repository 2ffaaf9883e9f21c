import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';

import { useFormat, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { ErrorNote } from '../common/ErrorNote';
import { More } from '../common/More';
import { DrawLog } from '../game/DrawLog';
import { useMay } from '../session/session';
import { ClaimTable } from './ClaimTable';
import { type Reward, useClaiming, useMemberClaims, useRewards } from './queries';
import { rewardWords } from './words';

/** What a member may claim, and what they claimed. */
export function RewardsTab({ member }: { member: string }) {
  const t = useWords(rewardWords);
  const { query, rows } = useMemberClaims(member);
  return (
    <Stack gap="xl">
      <section>
        <Title order={2} mb="xs">
          {t.mayClaim}
        </Title>
        <Asked query={useRewards(member)}>
          {({ items }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t.none}</Text>
            ) : (
              <Catalogue member={member} rewards={items} />
            )
          }
        </Asked>
      </section>
      {rows.length > 0 && (
        <section>
          <Title order={2} mb="xs">
            {t.claimed}
          </Title>
          <ClaimTable claims={rows} whose={false} />
          <More query={query} />
        </section>
      )}
      <DrawLog member={member} />
    </Stack>
  );
}

function Catalogue({ member, rewards }: { member: string; rewards: Reward[] }) {
  const t = useWords(rewardWords);
  const format = useFormat();
  const may = useMay();
  const claiming = useClaiming(member);
  // A key for each reward, and another one once it was claimed.
  const [turn, setTurn] = useState(() => crypto.randomUUID());
  const claim = (reward: string) =>
    claiming.mutate(
      { reward, key: `${turn}-${reward}` },
      { onSuccess: () => setTurn(crypto.randomUUID()) },
    );
  return (
    <Stack gap="sm">
      {claiming.error && <ErrorNote error={claiming.error} />}
      {rewards.map(({ reward, text, left, problem }) => (
        <Group key={reward} justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Text>{text}</Text>
            <Text size="sm" c="dimmed">
              {[left === null ? null : t.left(format.number(String(left))), problem?.detail]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </div>
          {may('till') && (
            <Button
              size="xs"
              variant="default"
              disabled={problem !== null || claiming.isPending}
              onClick={() => claim(reward)}
            >
              {t.claim}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
