import { Autocomplete, Button, CloseButton, Group, TextInput } from '@mantine/core';
import { useState } from 'react';

import { useWords } from '../../i18n/language';
import { type Product, useProducts } from './asks';
import { type BasketLine, figureOf, type Trial } from './basket';
import style from './playground.module.css';
import { playgroundWords } from './words';

interface Props {
  trial: Trial;
  change: (part: Partial<Trial>) => void;
}

/** Goods, how many, at what price. */
export function BasketForm({ trial, change }: Props) {
  const t = useWords(playgroundWords);
  const { lines } = trial;
  const set = (at: number, part: Partial<BasketLine>) =>
    change({ lines: lines.map((line, i) => (i === at ? { ...line, ...part } : line)) });
  const add = (line: BasketLine) => {
    const same = lines.findIndex(({ sku }) => sku !== '' && sku === line.sku);
    const more = Number(lines[same]?.quantity);
    if (same >= 0 && Number.isInteger(more)) set(same, { quantity: String(more + 1) });
    else change({ lines: [...lines, line] });
  };
  return (
    <fieldset className={style.section}>
      <legend>{t.basket}</legend>
      {lines.length > 0 && (
        <ul className={style.lines}>
          {lines.map((line, at) => (
            <Line
              key={at}
              line={line}
              set={(part) => set(at, part)}
              remove={() => change({ lines: lines.filter((_, i) => i !== at) })}
            />
          ))}
        </ul>
      )}
      <GoodsSearch add={add} />
      <Group gap="xs" mt="xs">
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() =>
            change({ lines: [...lines, { sku: '', name: '', quantity: '1', price: '' }] })
          }
        >
          {t.addAmount}
        </Button>
        {lines.length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            c="var(--ink-2)"
            size="compact-sm"
            onClick={() => change({ lines: [] })}
          >
            {t.clear}
          </Button>
        )}
      </Group>
    </fieldset>
  );
}

interface LineProps {
  line: BasketLine;
  set: (part: Partial<BasketLine>) => void;
  remove: () => void;
}

function Line({ line, set, remove }: LineProps) {
  const t = useWords(playgroundWords);
  const name = line.name || line.sku || t.amountOnly;
  const wrong = (typed: string) => typed !== '' && figureOf(typed) === null && t.noFigure;
  return (
    <li className={style.line}>
      <span className={style.goods}>
        {name}
        {line.name && line.sku && <small>{line.sku}</small>}
      </span>
      <TextInput
        size="xs"
        className={style.figure ?? ''}
        inputMode="decimal"
        aria-label={`${t.quantity}: ${name}`}
        value={line.quantity}
        error={wrong(line.quantity)}
        onChange={(event) => set({ quantity: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        className={style.figure ?? ''}
        inputMode="decimal"
        aria-label={`${t.price}: ${name}`}
        placeholder={t.price}
        value={line.price}
        error={wrong(line.price)}
        onChange={(event) => set({ price: event.currentTarget.value })}
      />
      <CloseButton size="sm" aria-label={t.remove(name)} onClick={remove} />
    </li>
  );
}

/** Shown of what matches. */
const MOST = 12;

function GoodsSearch({ add }: { add: (line: BasketLine) => void }) {
  const t = useWords(playgroundWords);
  const [typed, setTyped] = useState('');
  const products = useProducts(typed);
  const goods = products.data ?? [];
  const found = matching(goods, typed).slice(0, MOST);
  const code = typed.trim();
  const unknown = !products.isFetching && code !== '' && !goods.some(({ sku }) => sku === code);
  const choose = (sku: string) => {
    const product = goods.find((one) => one.sku === sku);
    add({ sku, name: product?.name ?? '', quantity: '1', price: product?.price ?? '' });
    setTyped('');
  };
  return (
    <Autocomplete
      aria-label={t.addGoods}
      placeholder={t.addGoods}
      value={typed}
      onChange={setTyped}
      onOptionSubmit={(value) => {
        choose(value);
        // The component writes the chosen code into the box after this.
        queueMicrotask(() => setTyped(''));
      }}
      data={[
        ...found.map(({ sku, name }) => ({ value: sku, label: name ? `${name} · ${sku}` : sku })),
        ...(unknown ? [{ value: code, label: t.unknownGoods(code) }] : []),
      ]}
      filter={({ options }) => options}
      autoSelectOnBlur={false}
      selectFirstOptionOnChange
      maxDropdownHeight={320}
    />
  );
}

/** Goods whose name or code has every word that is typed. */
function matching(goods: Product[], typed: string): Product[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return goods.filter(({ sku, name }) => {
    const text = `${sku} ${name ?? ''}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  });
}
