import { Text } from '@mantine/core';

import { useWords } from '../../i18n/language';
import { useStores } from '../common/stores';
import { listOf } from './grammar';
import { choices, Compare, type InputProps, Length, Pick, Several, WordList } from './Inputs';
import { useGoods } from './named';
import { type Json, type Map, mapOf } from './tree';
import { lineWords } from './words';

const MEASURES = ['count', 'sum', 'average', 'units'] as const;
const FILTERS = ['category', 'sku', 'brand', 'store'] as const;
type Filter = (typeof FILTERS)[number];

/** What was bought: how much of what, in which time. */
export function PurchaseInputs({ label, value, onChange }: InputProps) {
  const t = useWords(lineWords);
  const test = mapOf(value);
  const measure = MEASURES.find((name) => name in test) ?? 'count';
  const put = (change: Map) => onChange(without({ ...test, ...change }));
  const measured = (name: string, compare: Json) => {
    const { count: _c, sum: _s, average: _a, units: _u, ...rest } = test;
    onChange({ ...rest, [name]: compare });
  };
  const compare = test[measure] ?? { gte: '1' };
  return (
    <>
      <Goods label={label} value={test.where ?? {}} onChange={(where) => put({ where })} />
      <Compare label={label} value={compare} onChange={(next) => measured(measure, next)} />
      <Pick
        label={`${label}: ${t.measures.count}`}
        value={measure}
        data={choices(t.measures)}
        onChange={(next) => measured(String(next), compare)}
      />
      <Text size="xs">{t.inLast}</Text>
      <Length
        label={`${label}: ${t.window}`}
        value={String(test.within ?? '')}
        onChange={(within) => put({ within })}
      />
    </>
  );
}

/** A filter of nothing is no filter. */
function without({ where, ...rest }: Map): Map {
  return where && Object.keys(mapOf(where)).length > 0 ? { where, ...rest } : rest;
}

function Goods({ label, value, onChange }: InputProps) {
  const t = useWords(lineWords);
  const where = mapOf(value);
  const filter = FILTERS.find((name) => name in where) ?? '';
  const put = (name: string, list: Json) => {
    const others = Object.entries(where).filter(([own]) => own !== filter);
    onChange(Object.fromEntries(name ? [...others, [name, { in: list }]] : others));
  };
  return (
    <>
      <Pick
        label={`${label}: ${t.only}`}
        value={filter}
        data={[{ value: '', label: t.anything }, ...choices(t.where)]}
        onChange={(next) => put(String(next), [])}
      />
      {filter && (
        <Chosen
          filter={filter}
          value={listOf(mapOf(where[filter]).in)}
          onChange={(list) => put(filter, list)}
        />
      )}
    </>
  );
}

function Chosen({
  filter,
  value,
  onChange,
}: {
  filter: Filter;
  value: string[];
  onChange: (list: Json) => void;
}) {
  const t = useWords(lineWords);
  const { categories, brands, products } = useGoods();
  const { stores, storeName } = useStores();
  const props = { label: t.where[filter], value, onChange };
  if (filter === 'sku') return <Several {...props} data={products} />;
  if (filter === 'store')
    return (
      <Several
        {...props}
        data={stores.map(({ id }) => ({ value: id, label: storeName(id) ?? id }))}
      />
    );
  return <WordList {...props} data={filter === 'category' ? categories : brands} />;
}
