import { Skeleton, Text } from '@mantine/core';

import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { Asked } from '../../common/Asked';
import { Choice, Choices } from '../Choices';
import { NoPurchases } from '../NoPurchases';
import { type Rfm, useRfm } from '../queries';
import style from '../Report.module.css';
import { useReport } from '../useReport';
import { addressOf, countOf, namesOf, NOWHERE, type Who, whoOf } from './map';
import { Members } from './Members';
import { Moves } from './Moves';
import { Names } from './Names';
import { RfmMap } from './RfmMap';
import { rfmWords } from './words';

/** Windows in days that have a button. */
const WINDOWS = ['all', '90', '180', '365'] as const;

/** Members by how lately, how often and for how much they bought. */
export function RfmReport() {
  const asked = useReport();
  const query = useRfm(asked);
  return (
    <Asked query={query} waiting={<Waiting />}>
      {(rfm) => (rfm.members === 0 ? <NoPurchases /> : <Scored rfm={rfm} />)}
    </Asked>
  );
}

function Scored({ rfm }: { rfm: Rfm }) {
  const t = useWords(rfmWords);
  const format = useFormat();
  const { search, change, span, tile } = useReport();
  const { language } = useLanguage();
  const names = namesOf(rfm, language);
  const titleOf = (id: string | undefined) =>
    id === NOWHERE ? t.nowhere : names.find((named) => named.id === id)?.title;
  const asked = whoOf(search);
  // A name that the program has no more, or a move without its first day, is nobody.
  const isKnown = !asked?.name || titleOf(asked.name) !== undefined;
  const chosen = asked && isKnown && (!asked.from || rfm.moves) ? asked : undefined;
  const choose = (who: Who | undefined) => change(addressOf(who));
  const called = (who: Who) => {
    const name = titleOf(who.name) ?? t.square(who.r ?? '', who.f ?? '');
    return who.from ? t.move(titleOf(who.from) ?? who.from, name) : name;
  };
  return (
    <>
      <Choices>
        <Choice
          label={t.window}
          name="window"
          value={WINDOWS.find((one) => one === search.window) ?? 'all'}
          words={WINDOWS}
          said={t.windows}
        />
      </Choices>
      <Text>
        {t.asOf(format.date(rfm.as_of), format.number(rfm.members))}{' '}
        {rfm.no_purchase > 0 && t.without(format.number(rfm.no_purchase))}
      </Text>
      {tile ? (
        <RfmMap rfm={rfm} />
      ) : (
        <>
          <div className={style.beside}>
            <RfmMap rfm={rfm} choose={choose} />
            <Names
              rfm={rfm}
              chosen={chosen?.from ? undefined : chosen?.name}
              choose={(name) => choose(name ? { name } : undefined)}
            />
          </div>
          {chosen && (
            <Members
              key={JSON.stringify(chosen)}
              who={chosen}
              title={called(chosen)}
              count={countOf(chosen, rfm)}
              close={() => choose(undefined)}
            />
          )}
          {span.from ? (
            <Moves rfm={rfm} since={span.from} choose={choose} />
          ) : (
            <Text c="dimmed">{t.movesNeed}</Text>
          )}
        </>
      )}
    </>
  );
}

function Waiting() {
  const { tile } = useReport();
  if (tile) return <Skeleton height={420} />;
  return (
    <div className={style.beside}>
      <Skeleton height={420} />
      <Skeleton height={420} />
    </div>
  );
}
