import { MultiSelect, Radio, Select, Stack, TextInput } from '@mantine/core';

import { useLanguage, useWords } from '../../../i18n/language';
import { useStores } from '../../common/stores';
import { useSegments } from '../../segment/queries';
import type { Way, Whom } from './whom';
import { rolloutWords } from './words';

interface Props {
  /** What can be chosen, in order. */
  ways: Way[];
  whom: Whom;
  change: (whom: Whom) => void;
}

/** Whom a version decides for: everybody, a share, stores or a segment. */
export function WhomFields({ ways, whom, change }: Props) {
  const t = useWords(rolloutWords);
  return (
    <Radio.Group
      label={t.whom}
      value={whom.way}
      onChange={(way) => change({ ...whom, way: way as Way })}
    >
      <Stack gap="xs" mt={6}>
        {ways.map((way) => (
          <div key={way}>
            <Radio value={way} label={t.ways[way]} description={t.waysAbout[way]} />
            {way === whom.way && way !== 'everybody' && (
              <div style={{ marginInlineStart: 28, marginTop: 8 }}>
                <Field whom={whom} change={change} />
              </div>
            )}
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Field({ whom, change }: Omit<Props, 'ways'>) {
  const t = useWords(rolloutWords);
  const { language } = useLanguage();
  const { stores, storeName } = useStores();
  const segments = useSegments().data?.items ?? [];
  if (whom.way === 'percent')
    return (
      <TextInput
        label={t.percent}
        inputMode="decimal"
        w={200}
        value={whom.percent}
        onChange={(event) => change({ ...whom, percent: event.currentTarget.value })}
      />
    );
  if (whom.way === 'stores')
    return (
      <MultiSelect
        label={t.stores}
        searchable
        value={whom.stores}
        onChange={(chosen) => change({ ...whom, stores: chosen })}
        data={stores.map(({ id }) => ({ value: id, label: storeName(id) ?? id }))}
      />
    );
  return (
    <Select
      label={t.segment}
      searchable
      value={whom.segment}
      onChange={(segment) => change({ ...whom, segment })}
      data={segments.map(({ id, name }) => ({ value: id, label: name[language] ?? id }))}
    />
  );
}
