import { Button, Group, Select, TextInput } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { SearchBox } from '../common/SearchBox';
import { StoreSelect } from '../common/StoreSelect';
import style from './purchase.module.css';
import { type PurchasesSearch, type State, STATES } from './search';
import { purchasesWords } from './words';

interface Props {
  search: PurchasesSearch;
  change: (search: PurchasesSearch) => void;
  busy: boolean;
}

/** Which purchases; all of it stands in the address. */
export function Filters({ search, change, busy }: Props) {
  const t = useWords(purchasesWords);
  const put = <K extends keyof PurchasesSearch>(name: K, value: PurchasesSearch[K] | '') => {
    const { [name]: _before, ...rest } = search;
    change(value === '' || value === undefined ? rest : { ...rest, [name]: value });
  };
  return (
    <Group gap="xs" mb="sm" align="flex-end" className={style.filters ?? ''}>
      <SearchBox
        label={t.receipt}
        value={search.receipt ?? ''}
        onSearch={(receipt) => put('receipt', receipt)}
        busy={busy}
      />
      <DayInput
        label={t.from}
        value={search.from}
        max={search.to}
        change={(day) => put('from', day)}
      />
      <DayInput label={t.to} value={search.to} min={search.from} change={(day) => put('to', day)} />
      <StoreSelect
        label={t.store}
        placeholder={t.allStores}
        value={search.store ?? ''}
        onChange={(store) => put('store', store)}
      />
      <Select
        label={t.who}
        placeholder={t.everybody}
        clearable
        value={search.identified === undefined ? null : String(search.identified)}
        onChange={(who) => put('identified', who === null ? '' : who === 'true')}
        data={[
          { value: 'true', label: t.identified },
          { value: 'false', label: t.unidentified },
        ]}
      />
      <Select
        label={t.state}
        placeholder={t.anyState}
        clearable
        value={search.state ?? null}
        onChange={(state) => put('state', (state ?? '') as State | '')}
        data={STATES.map((state) => ({ value: state, label: t.states[state] }))}
      />
      {Object.keys(search).length > 0 && (
        <Button variant="subtle" onClick={() => change({})}>
          {t.clear}
        </Button>
      )}
    </Group>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  change: (day: string) => void;
}

function DayInput({ label, value, min, max, change }: DayProps) {
  return (
    <TextInput
      type="date"
      label={label}
      value={value ?? ''}
      {...(min ? { min } : {})}
      {...(max ? { max } : {})}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}
