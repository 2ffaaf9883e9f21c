import { Button, Group } from '@mantine/core';
import { useState } from 'react';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { SidePanel } from '../common/Dialog';
import { Empty } from '../common/Empty';
import { LinkButton } from '../common/LinkButton';
import { useMoney } from '../common/money';
import { More } from '../common/More';
import { after, usePaged } from '../common/paged';
import { useMay } from '../session/session';
import { GoodsForm } from './GoodsForm';
import { PartHead } from './Part';
import { settingsWords } from './words';

export type Product = components['schemas']['Product'];

/** What is sold. */
export function Goods() {
  const t = useWords(settingsWords);
  const may = useMay();
  const money = useMoney();
  const [edited, setEdited] = useState<Product | 'new' | null>(null);
  const { query, rows } = usePaged(['products', 'list'], (cursor) =>
    answer(api.GET('/v1/products', { params: { query: { limit: 100, ...after(cursor) } } })),
  );
  const add = may('catalogue:write') && (
    <Group gap="xs">
      {may('imports:write') && (
        <LinkButton variant="default" to="/settings/$part" params={{ part: 'imports' }}>
          {t.goods.import}
        </LinkButton>
      )}
      <Button onClick={() => setEdited('new')}>{t.goods.add}</Button>
    </Group>
  );
  return (
    <>
      <PartHead title={t.parts.goods} about={t.goods.about}>
        {add}
      </PartHead>
      <Asked query={query}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t.goods.empty} about={t.goods.emptyAbout} action={add} />
          ) : (
            <DataTable
              label={t.parts.goods}
              rows={rows}
              rowKey={(product) => product.sku}
              columns={[
                { key: 'name', head: t.name, cell: (product) => product.name ?? product.sku },
                {
                  key: 'sku',
                  head: t.goods.sku,
                  cell: (product) => <code>{product.sku}</code>,
                  minor: true,
                },
                {
                  key: 'category',
                  head: t.goods.category,
                  cell: (product) => product.category.join(' › '),
                  minor: true,
                },
                {
                  key: 'brand',
                  head: t.goods.brand,
                  cell: (product) => product.brand,
                  minor: true,
                },
                {
                  key: 'price',
                  head: t.goods.price,
                  cell: (product) => money(product.price),
                  number: true,
                },
                {
                  key: 'club',
                  head: t.goods.clubPrice,
                  cell: (product) => money(product.club_price),
                  number: true,
                },
              ]}
              {...(may('catalogue:write') ? { open: setEdited } : {})}
            />
          )
        }
      </Asked>
      <More query={query} />
      <SidePanel
        opened={edited !== null}
        onClose={() => setEdited(null)}
        title={edited === 'new' ? t.goods.add : t.edit}
      >
        {edited && (
          <GoodsForm product={edited === 'new' ? null : edited} done={() => setEdited(null)} />
        )}
      </SidePanel>
    </>
  );
}
