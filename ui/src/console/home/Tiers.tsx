import { Progress, Stack, Text, Title } from '@mantine/core';

import { useFormat, useWords } from '../../i18n/language';
import type { Overview } from './overview';
import { homeWords } from './words';

/** How many members each level has; nothing where the program has no levels. */
export function Tiers({ overview }: { overview: Overview }) {
  const t = useWords(homeWords);
  const format = useFormat();
  if (overview.tiers.length === 0) return null;
  const most = Math.max(1, ...overview.tiers.map((tier) => tier.members));
  return (
    <section aria-label={t.tiers}>
      <Title order={2} mb="xs">
        {t.tiers}
      </Title>
      <Stack gap={8} maw={560}>
        {overview.tiers.map((tier) => (
          <div key={`${tier.scheme} ${tier.level ?? ''}`}>
            <Text>
              {tier.level ?? t.noLevel}: {format.number(tier.members)} (
              {format.share(tier.members / Math.max(1, overview.members))})
            </Text>
            <Progress value={(100 * tier.members) / most} aria-label={tier.level ?? t.noLevel} />
          </div>
        ))}
      </Stack>
    </section>
  );
}
