import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';

import { answer, api } from '../../api/client';
import { useWords } from '../../i18n/language';
import { ErrorNote } from '../common/ErrorNote';
import { given, list, fieldsOf, useFields } from '../common/fields';
import { commonWords } from '../common/words';
import type { Product } from './Goods';
import { settingsWords } from './words';

/** A decimal as people here type it: with a comma too. */
const decimal = (text: string) => given(text.replace(',', '.').replace(/\s/g, ''));

/** One product, new or known. */
export function GoodsForm({ product, done }: { product: Product | null; done: () => void }) {
  const t = useWords(settingsWords);
  const common = useWords(commonWords);
  const queries = useQueryClient();
  const form = useFields({
    sku: product?.sku ?? '',
    name: product?.name ?? '',
    price: product?.price ?? '',
    club_price: product?.club_price ?? '',
    min_price: product?.min_price ?? '',
    category: product?.category.join(', ') ?? '',
    brand: product?.brand ?? '',
    flags: product?.flags.join(', ') ?? '',
  });
  const { values } = form;
  const saving = useMutation({
    mutationFn: () => {
      const body = {
        name: given(values.name),
        brand: given(values.brand),
        category: list(values.category),
        flags: list(values.flags),
        price: decimal(values.price),
        club_price: decimal(values.club_price),
        min_price: decimal(values.min_price),
      };
      const path = { sku: values.sku.trim() };
      return answer(api.PUT('/v1/products/{sku}', { params: { path }, body }));
    },
    onSuccess: () => {
      notifications.show({ message: t.saved });
      void queries.invalidateQueries({ queryKey: ['products'] });
      done();
    },
  });
  const { field, rest } = fieldsOf(form, saving.error);
  const save = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate();
  };
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        {rest && <ErrorNote error={rest} />}
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
          label={t.goods.category}
          description={t.goods.categoryAbout}
          {...field('category')}
        />
        <TextInput label={t.goods.brand} {...field('brand')} />
        <TextInput label={t.goods.flags} description={t.goods.flagsAbout} {...field('flags')} />
        <Button type="submit" loading={saving.isPending}>
          {common.save}
        </Button>
      </Stack>
    </form>
  );
}
