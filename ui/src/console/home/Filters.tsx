import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { answer, api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { type HomeSearch, type Period, PRESETS, shift, today } from './period';
import { homeWords } from './words';

interface Props {
  search: HomeSearch;
  period: Period;
  change: (search: HomeSearch) => void;
}

/** Days of one's own, in the control of presets. */
const OWN = 'own';

/** Which days and which store. */
export function Filters({ search, period, change }: Props) {
  const t = useWords(homeWords);
  const own = search.from !== undefined;
  const store = search.store ? { store: search.store } : {};
  const presets = PRESETS.map((days) => ({
    value: String(days),
    label: days === 1 ? t.presets.today : t.presets[days],
  }));
  const changeStore = (next: string | null) => {
    const { store: _earlier, ...rest } = search;
    change(next ? { ...rest, store: next } : rest);
  };
  const pick = (value: string) =>
    change(
      value === OWN
        ? { from: period.from, to: period.to, ...store }
        : { days: Number(value), ...store },
    );
  return (
    <Group gap="xs">
      <StorePick value={search.store} choose={(next) => changeStore(next)} />
      <SegmentedControl
        size="xs"
        aria-label={t.period}
        value={own ? OWN : String(period.days)}
        onChange={pick}
        data={[...presets, { value: OWN, label: t.presets.own }]}
      />
      {own && (
        <Group gap={4}>
          <TextInput
            type="date"
            size="xs"
            aria-label={t.from}
            value={period.from}
            max={period.to}
            onChange={(event) =>
              event.currentTarget.value && change({ ...search, from: event.currentTarget.value })
            }
          />
          <TextInput
            type="date"
            size="xs"
            aria-label={t.to}
            value={period.to}
            min={period.from}
            max={shift(today(), 0)}
            onChange={(event) =>
              event.currentTarget.value && change({ ...search, to: event.currentTarget.value })
            }
          />
        </Group>
      )}
    </Group>
  );
}

function StorePick({
  value,
  choose,
}: {
  value: string | undefined;
  choose: (store: string | null) => void;
}) {
  const t = useWords(homeWords);
  const stores = useQuery({
    queryKey: ['stores', 'all'],
    queryFn: () => answer(api.GET('/v1/stores', { params: { query: { limit: 200 } } })),
    staleTime: 60_000,
  });
  const data = (stores.data?.items ?? []).map((store) => ({
    value: store.id,
    label: store.name ?? store.id,
  }));
  return (
    <Select
      size="xs"
      w={180}
      searchable
      clearable
      aria-label={t.store}
      placeholder={t.allStores}
      data={data}
      value={value ?? null}
      onChange={choose}
    />
  );
}
