import { Select, type SelectProps } from '@mantine/core';

import { useStores } from './stores';

interface Props extends Omit<SelectProps, 'value' | 'onChange' | 'data'> {
  /** Its id; empty: none. */
  value: string;
  onChange: (store: string) => void;
}

/** One of the stores, by name. */
export function StoreSelect({ value, onChange, ...rest }: Props) {
  const { stores, storeName } = useStores();
  const data = stores.map(({ id }) => ({ value: id, label: storeName(id) ?? id }));
  if (value && !stores.some(({ id }) => id === value)) data.push({ value, label: value });
  return (
    <Select
      data={data}
      searchable
      clearable
      value={value || null}
      onChange={(chosen) => onChange(chosen ?? '')}
      {...rest}
    />
  );
}
