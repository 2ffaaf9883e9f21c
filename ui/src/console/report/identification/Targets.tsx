import { NumberInput, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { SidePanel } from '../../common/Dialog';
import { useStores } from '../../common/stores';
import { Form, useSaving } from '../../settings/Form';
import { identificationWords } from './words';

type Target = components['schemas']['IdentificationTarget'];

/** All stores, among ids of stores. */
const ALL = '';

interface Props {
  opened: boolean;
  close: () => void;
}

/** What share of receipts should have a member: for all stores, and for some. */
export function Targets({ opened, close }: Props) {
  const t = useWords(identificationWords);
  const query = useQuery({
    queryKey: ['reports', 'identification-targets'],
    queryFn: () => answer(api.GET('/v1/identification-targets')),
    enabled: opened,
  });
  return (
    <SidePanel opened={opened} onClose={close} title={t.targets}>
      <Asked query={query} waiting={<Skeleton height={200} />}>
        {({ items }) => <TargetForm targets={items} done={close} />}
      </Asked>
    </SidePanel>
  );
}

function TargetForm({ targets, done }: { targets: Target[]; done: () => void }) {
  const t = useWords(identificationWords);
  const { stores, storeName } = useStores();
  const [percents, setPercents] = useState<Record<string, number | string>>(() =>
    Object.fromEntries(targets.map(({ store, percent }) => [store ?? ALL, percent])),
  );
  const known = new Set([ALL, ...stores.map(({ id }) => id), ...Object.keys(percents)]);
  const save = () => {
    const items = Object.entries(percents)
      .filter(([, percent]) => percent !== '')
      .map(([store, percent]) => ({
        store: store === ALL ? null : store,
        percent: Number(percent),
      }));
    return answer(api.PUT('/v1/identification-targets', { body: { items } }));
  };
  const saving = useSaving('reports', save, done);
  return (
    <Form error={saving.error} pending={saving.isPending} submit={saving.mutate}>
      <Text c="dimmed">{t.targetsAbout}</Text>
      <Stack gap="sm">
        {[...known].map((store) => (
          <NumberInput
            key={store}
            label={store === ALL ? t.everyStore : storeName(store)}
            value={percents[store] ?? ''}
            onChange={(percent) => setPercents({ ...percents, [store]: percent })}
            min={1}
            max={100}
            allowDecimal={false}
            suffix=" %"
          />
        ))}
      </Stack>
    </Form>
  );
}
