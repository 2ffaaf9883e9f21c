import { Progress, SegmentedControl, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { answer, api } from '../../../api/client';
import type { components } from '../../../api/schema';
import { useFormat, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { SuggestionTable } from '../../suggestion/SuggestionTable';
import { suggestionWords } from '../../suggestion/words';
import { About } from '../About';
import { Choices } from '../Choices';
import { NoPurchases } from '../NoPurchases';
import { LENGTHS, ofNext, PATIENTLY, USUAL_LENGTH } from '../queries';
import style from '../Report.module.css';
import { type ReportAsked, useReport } from '../useReport';
import { nextWords } from './words';

type Next = components['schemas']['NextReport'];

function useNext(asked: ReportAsked) {
  const query = ofNext(asked);
  return useQuery({
    queryKey: ['reports', 'next', query],
    queryFn: ({ signal }) => answer(api.GET('/v1/reports/next', { params: { query }, signal })),
    ...PATIENTLY,
  });
}

/** What is taken next: how often suggestions are right, and what would be suggested to go with a basket. */
export function NextReport() {
  const t = useWords(nextWords);
  const asked = useReport();
  const query = useNext(asked);
  return (
    <>
      <Choices>
        <SegmentedControl
          size="xs"
          aria-label={t.length}
          value={ofNext(asked).top}
          onChange={(top) => asked.change({ top: top === USUAL_LENGTH ? undefined : top })}
          data={[...LENGTHS]}
        />
      </Choices>
      {!asked.tile && <BasketField />}
      <Asked query={query} waiting={<Skeleton height={420} />}>
        {(next) => (next.popular.length === 0 ? <NoPurchases /> : <Found next={next} />)}
      </Asked>
    </>
  );
}

function Found({ next }: { next: Next }) {
  const { tile } = useReport();
  const t = useWords(nextWords);
  const goods = useWords(suggestionWords);
  const format = useFormat();
  return (
    <Stack gap="lg">
      {(!tile || next.members === 0) && (
        <Text size="md">
          {next.members === 0
            ? t.few
            : t.says(
                format.number(next.members),
                format.number(next.top),
                format.share(next.suggested_hit),
                format.share(next.popular_hit),
              )}
        </Text>
      )}
      {next.members > 0 && <Hits next={next} />}
      <div className={style.beside}>
        {next.suggested.length > 0 && (
          <SuggestionTable label={goods.forBasket} goods={next.suggested} />
        )}
        {(!tile || next.suggested.length === 0) && (
          <SuggestionTable label={goods.popular} goods={next.popular} />
        )}
      </div>
      <About text={t.about} asOf={next.as_of} />
    </Stack>
  );
}

/** Two bars: lists made for members, and the bar they have to beat. */
function Hits({ next }: { next: Next }) {
  const t = useWords(nextWords);
  const format = useFormat();
  const bars = [
    { name: t.made, share: next.suggested_hit, color: undefined },
    { name: t.popular, share: next.popular_hit, color: 'gray.5' },
  ];
  return (
    <section aria-label={t.hits} className={style.hits}>
      {bars.map(({ name, share, color }) => (
        <div key={name}>
          <Text component="p" size="sm" m={0}>
            {name} · <b>{format.share(share)}</b>
          </Text>
          <Progress
            value={(share ?? 0) * 100}
            size={10}
            {...(color ? { color } : {})}
            aria-hidden
          />
        </div>
      ))}
    </section>
  );
}

/** Goods to go with; asked when the field is left or Enter is pressed. */
function BasketField() {
  const t = useWords(nextWords);
  const asked = useReport();
  const [text, setText] = useState(asked.search.basket ?? '');
  const ask = () => asked.change({ basket: text.trim() || undefined });
  return (
    <TextInput
      label={t.basket}
      description={t.basketAbout}
      value={text}
      maw={520}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={ask}
      onKeyDown={({ key }) => key === 'Enter' && ask()}
    />
  );
}
