import { Skeleton, Text } from '@mantine/core';
import { useMemo } from 'react';

import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { Plot } from '../../plot/Plot';
import { heat } from '../heat';
import type { Rfm } from '../queries';
import { useNarrow } from '../useNarrow';
import { namesOf, NOWHERE, type Who } from './map';
import { rfmWords } from './words';

const HEIGHT = 420;
const numbered = (name: string, place: number) => `${place + 1} · ${name}`;

interface Props {
  rfm: Rfm;
  since: string;
  choose: (who: Who) => void;
}

/** Who moved from which name to which since the first day of the period. */
export function Moves({ rfm, since, choose }: Props) {
  const t = useWords(rfmWords);
  const format = useFormat();
  const { language } = useLanguage();
  const narrow = useNarrow();
  const moves = rfm.moves;
  const drawn = useMemo(() => {
    const known = namesOf(rfm, language);
    // Members without a purchase stand last.
    const names = [...known.map(({ title }) => title), t.nowhere];
    const place = (name: string | null | undefined) => {
      const found = known.findIndex(({ id }) => id === name);
      return found < 0 ? known.length : found;
    };
    const cells = (moves ?? []).map(({ from, to, members }) => {
      const [x, y] = [place(to), place(from)];
      return {
        x,
        y,
        value: Math.sqrt(members),
        label: narrow ? '' : format.short(members),
        about: `${names[y]} → ${names[x]}\n${format.number(members)}`,
      };
    });
    const short = names.map((_, number) => String(number + 1));
    return {
      names,
      option: heat({
        columns: short,
        rows: narrow ? short : names.map(numbered),
        cells,
      }),
      data: {
        head: [t.then, t.now, t.membersShort],
        rows: (moves ?? []).map((move) => [
          names[place(move.from)] ?? '',
          names[place(move.to)] ?? '',
          move.members,
        ]),
      },
    };
  }, [rfm, moves, t, format, language, narrow]);
  if (!moves) return <Skeleton height={HEIGHT} />;
  const pick = (row: number) => {
    const move = moves[row];
    // Who has nothing left of their purchases has no name now.
    if (move?.to) choose({ name: move.to, from: move.from ?? NOWHERE });
  };
  return (
    <div>
      <Plot
        title={t.moves(format.date(since), format.date(rfm.as_of))}
        height={HEIGHT}
        option={drawn.option}
        data={drawn.data}
        pick={pick}
      />
      <Text size="sm" c="dimmed" mt={8}>
        {t.movesAbout} {t.pickMove} {narrow && drawn.names.map(numbered).join(', ')}
      </Text>
    </div>
  );
}
