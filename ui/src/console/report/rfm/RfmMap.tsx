import { Text } from '@mantine/core';
import { useMemo } from 'react';

import { useFormat, useLanguage, useWords } from '../../../i18n/language';
import { heat } from '../heat';
import type { Rfm } from '../queries';
import { ReportPlot } from '../ReportPlot';
import { useNarrow } from '../useNarrow';
import { namesOf, part, squares, type Who } from './map';
import { rfmWords } from './words';

const HEIGHT = 540;
const HEIGHT_NARROW = 340;

interface Props {
  rfm: Rfm;
  /** Opens who is in a square; a tile has no room for them. */
  choose?: (who: Who) => void;
}

/** Recency by frequency: how many members a square holds, and what most of them are called. */
export function RfmMap({ rfm, choose }: Props) {
  const t = useWords(rfmWords);
  const format = useFormat();
  const { language } = useLanguage();
  const narrow = useNarrow();
  const drawn = useMemo(() => {
    const scores = Array.from({ length: rfm.bins }, (_, place) => place + 1);
    const found = squares(rfm);
    const names = namesOf(rfm, language);
    const called = (name: string | undefined) => names.find(({ id }) => id === name)?.title ?? '';
    const cells = found.map(({ r, f, members, revenue, name }) => {
      const count = format.number(members);
      const title = called(name);
      return {
        x: r - 1,
        y: rfm.bins - f,
        value: members,
        label: narrow ? format.short(members) : [count, title].filter(Boolean).join('\n'),
        about: [
          t.square(String(r), String(f)),
          title,
          t.members(count, format.share(part(members, rfm.members))),
          format.wholeMoney(revenue, rfm.currency),
        ]
          .filter(Boolean)
          .join('\n'),
      };
    });
    return {
      found,
      option: heat({
        columns: scores.map(String),
        rows: [...scores].reverse().map(String),
        cells,
        names: { x: t.recency, y: t.frequency },
      }),
      data: {
        head: [t.recency, t.frequency, t.name, t.membersShort, t.revenue],
        rows: found.map((square) => [
          square.r,
          square.f,
          called(square.name),
          square.members,
          square.revenue,
        ]),
      },
    };
  }, [rfm, t, format, language, narrow]);
  const pick = (row: number) => {
    const square = drawn.found[row];
    if (square) choose?.({ r: String(square.r), f: String(square.f) });
  };
  return (
    <div>
      <ReportPlot
        title={t.map}
        height={narrow ? HEIGHT_NARROW : HEIGHT}
        option={drawn.option}
        data={drawn.data}
        pick={choose && pick}
      />
      {choose && (
        <Text size="sm" c="dimmed" mt={8}>
          {t.pickSquare}
        </Text>
      )}
    </div>
  );
}
