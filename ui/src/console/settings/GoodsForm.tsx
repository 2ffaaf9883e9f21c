import { Group, TextInput } from '@mantine/core';

import { answer, api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { decimal, given, list, fieldsOf, useFields } from '../common/fields';
import type { Product } from './Goods';
import { Form, useSaving } from './Form';
import { settingsWords } from './words';

/** One product, new or known. */
export function GoodsForm({ product, done }: { product: Product | null; done: () => void }) {
  const t = useWords(settingsWords);
  const form = useFields({
    sku: product?.sku ?? '',
    name: product?.name ?? '',
    price: product?.price ?? '',
    club_price: product?.club_price ?? '',
    min_price: product?.min_price ?? '',
    cost: product?.cost ?? '',
    category: product?.category.join(', ') ?? '',
    brand: product?.brand ?? '',
    flags: product?.flags.join(', ') ?? '',
  });
  const { values } = form;
  const save = () => {
    const body = {
      name: given(values.name),
      brand: given(values.brand),
      category: list(values.category),
      flags: list(values.flags),
      price: decimal(values.price),
      club_price: decimal(values.club_price),
      min_price: decimal(values.min_price),
      cost: decimal(values.cost),
    };
    const path = { sku: values.sku.trim() };
    return answer(api.PUT('/v1/products/{sku}', { params: { path }, body }));
  };
  const saving = useSaving('products', save, done);
  const { field, rest } = fieldsOf(form, saving.error);
  return (
    <Form error={rest} pending={saving.isPending} submit={saving.mutate}>
      <TextInput
        label={t.goods.sku}
        description={t.idAbout}
        required
        disabled={product !== null}
        {...field('sku')}
      />
      <TextInput label={t.name} {...field('name')} />
      <Group grow align="flex-start">
        <TextInput label={t.goods.price} inputMode="decimal" {...field('price')} />
        <TextInput label={t.goods.clubPrice} inputMode="decimal" {...field('club_price')} />
        <TextInput label={t.goods.minPrice} inputMode="decimal" {...field('min_price')} />
      </Group>
      <TextInput
        label={t.goods.cost}
        description={t.goods.costAbout}
        inputMode="decimal"
        {...field('cost')}
      />
      <TextInput
        label={t.goods.category}
        description={t.goods.categoryAbout}
        {...field('category')}
      />
      <TextInput label={t.goods.brand} {...field('brand')} />
      <TextInput label={t.goods.flags} description={t.goods.flagsAbout} {...field('flags')} />
    </Form>
  );
}
