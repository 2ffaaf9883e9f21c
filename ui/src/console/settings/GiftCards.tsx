import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';

import { answer, api } from '../../api/client';
import type { components } from '../../api/schema';
import { useFormat, useLanguage, useWords } from '../../i18n/language';
import { Asked } from '../common/Asked';
import { DataTable } from '../common/DataTable';
import { SidePanel } from '../common/Dialog';
import { Empty } from '../common/Empty';
import { ErrorNote } from '../common/ErrorNote';
import { Moment } from '../common/Moment';
import { useMoney } from '../common/money';
import { More } from '../common/More';
import { after, usePaged } from '../common/paged';
import { giftCardWords } from './giftCardWords';
import { PartHead } from './Part';
import { settingsWords } from './words';

type Card = components['schemas']['GiftCard'];

/** Gift cards: one found by its code, and all of them. */
export function GiftCards() {
  const t = useWords(giftCardWords);
  const s = useWords(settingsWords);
  const money = useMoney();
  const nameOf = useNameOf();
  const statusOf = useStatusOf();
  const [code, setCode] = useState('');
  const [shown, setShown] = useState<string | null>(null);
  const { query, rows } = usePaged(['gift-cards', 'list'], (cursor) =>
    answer(api.GET('/v1/gift-cards', { params: { query: { limit: 100, ...after(cursor) } } })),
  );
  const find = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') setShown(code.trim());
  };
  return (
    <>
      <PartHead title={s.parts.cards} about={t.about} />
      <form onSubmit={find}>
        <Group align="flex-end" mb="md">
          <TextInput
            label={t.code}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            autoComplete="off"
          />
          <Button type="submit">{t.find}</Button>
        </Group>
      </form>
      <Asked query={query}>
        {() =>
          rows.length === 0 ? (
            <Empty title={t.empty} about={t.emptyAbout} />
          ) : (
            <DataTable
              label={s.parts.cards}
              rows={rows}
              rowKey={(card) => card.code}
              open={(card) => setShown(card.code)}
              columns={[
                { key: 'code', head: t.card, cell: (card) => <code>{card.code}</code> },
                { key: 'kind', head: t.kind, cell: nameOf, minor: true },
                { key: 'status', head: t.status, cell: statusOf },
                {
                  key: 'balance',
                  head: t.balance,
                  cell: (card) => money(card.balance),
                  number: true,
                },
                {
                  key: 'made',
                  head: t.made,
                  cell: (card) => <Moment at={card.made_at} />,
                  minor: true,
                },
              ]}
            />
          )
        }
      </Asked>
      <More query={query} />
      <SidePanel opened={shown !== null} onClose={() => setShown(null)} title={t.card} size="lg">
        {shown !== null && <Shown key={shown} code={shown} />}
      </SidePanel>
    </>
  );
}

/** A card with what is on it and what happened to it. */
function Shown({ code }: { code: string }) {
  const params = { path: { code } };
  const query = useQuery({
    queryKey: ['gift-cards', 'one', code],
    queryFn: () => answer(api.GET('/v1/gift-cards/{code}', { params })),
  });
  return (
    <Asked query={query}>
      {(card) => (
        <Stack>
          <Facts card={card} />
          <Blocking card={card} />
          <Entries card={card} />
        </Stack>
      )}
    </Asked>
  );
}

function Facts({ card }: { card: Card }) {
  const t = useWords(giftCardWords);
  const format = useFormat();
  const money = useMoney();
  const nameOf = useNameOf();
  const statusOf = useStatusOf();
  const until = card.expires_at ? format.dateTime(card.expires_at) : t.ever;
  return (
    <div>
      <Title order={3}>
        <code>{card.code}</code>
      </Title>
      <Text c="dimmed">
        {nameOf(card)} · {statusOf(card)}
      </Text>
      <Text>
        {t.balance}: <strong>{money(card.balance)}</strong>
      </Text>
      <Text>
        {t.spendable}: {money(card.spendable)}
      </Text>
      <Text>
        {t.held}: {money(card.held)}
      </Text>
      <Text>
        {t.until}: {until}
      </Text>
    </div>
  );
}

/** Blocks the card, or lets it go. */
function Blocking({ card }: { card: Card }) {
  const t = useWords(giftCardWords);
  const queries = useQueryClient();
  const blocked = card.status === 'blocked';
  const changing = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/v1/gift-cards/{code}', {
          params: { path: { code: card.code } },
          body: { blocked: !blocked },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['gift-cards'] }),
  });
  return (
    <div>
      {changing.error && <ErrorNote error={changing.error} />}
      <Button variant="default" loading={changing.isPending} onClick={() => changing.mutate()}>
        {blocked ? t.unblock : t.block}
      </Button>
    </div>
  );
}

function Entries({ card }: { card: Card }) {
  const t = useWords(giftCardWords);
  const money = useMoney();
  const kinds: Record<string, string> = t.kinds;
  const entries = (card.entries ?? []).map((entry, place) => ({ ...entry, place }));
  if (entries.length === 0) return <Text c="dimmed">{t.noEntries}</Text>;
  return (
    <DataTable
      label={t.entries}
      rows={entries}
      rowKey={({ place }) => String(place)}
      href={({ document }) => (document?.startsWith('pur_') ? `/purchases/${document}` : null)}
      columns={[
        { key: 'what', head: t.what, cell: ({ kind }) => kinds[kind] ?? kind },
        { key: 'at', head: t.at, cell: ({ at }) => <Moment at={at} /> },
        { key: 'amount', head: t.amount, cell: ({ amount }) => money(amount), number: true },
      ]}
    />
  );
}

function useNameOf() {
  const { language } = useLanguage();
  return (card: Card) => card.name?.[language] ?? card.kind;
}

function useStatusOf() {
  const t = useWords(giftCardWords);
  const statuses: Record<string, string> = t.statuses;
  return (card: Card) => statuses[card.status] ?? card.status;
}
