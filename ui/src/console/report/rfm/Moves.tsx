import { Skeleton, Text } from '@mantine/core';
import { useMemo } from 'react';

import { useFormat, useWords } from '../../../i18n/language';
import { Plot } from '../../plot/Plot';
import { heat } from '../heat';
import type { Rfm } from '../queries';
import { useNarrow } from '../useNarrow';
import { nameOf, NAMES } from './map';
import { rfmWords } from './words';

const HEIGHT = 420;
/** Where members without a purchase stand. */
const NOBODY = NAMES.length;

const numbered = (name: string, place: number) => `${place + 1} · ${name}`;

/** Who moved from which name to which since the first day of the period. */
export function Moves({ rfm, since }: { rfm: Rfm; since: string }) {
  const t = useWords(rfmWords);
  const format = useFormat();
  const narrow = useNarrow();
  const moves = rfm.moves;
  const drawn = useMemo(() => {
    const names = [...NAMES.map((name) => t.names[name]), t.nowhere];
    const place = (name: string | null | undefined) => {
      const known = nameOf(name);
      return known ? NAMES.indexOf(known) : NOBODY;
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
  }, [moves, t, format, narrow]);
  if (!moves) return <Skeleton height={HEIGHT} />;
  return (
    <div>
      <Plot
        title={t.moves(format.date(since), format.date(rfm.as_of))}
        height={HEIGHT}
        {...drawn}
      />
      <Text size="sm" c="dimmed" mt={8}>
        {t.movesAbout}{' '}
        {narrow && [...NAMES.map((name) => t.names[name]), t.nowhere].map(numbered).join(', ')}
      </Text>
    </div>
  );
}
