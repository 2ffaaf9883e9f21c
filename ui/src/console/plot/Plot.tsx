import {
  ActionIcon,
  Anchor,
  Group,
  Menu,
  Table,
  Title,
  useComputedColorScheme,
} from '@mantine/core';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';

import { useWords } from '../../i18n/language';
import { Icon } from '../shell/Icon';
import { download, toCsv } from './export';
import { type Look, look } from './look';
import type { EChartsOption } from './option';
import style from './Plot.module.css';
import { plotWords } from './words';

const DOTS = 'M4.500 10h.01M10 10h.01M15.500 10h.01';

/** The figures of a plot as a table: what people who read tables see and what is exported. */
export interface PlotData {
  head: string[];
  rows: (string | number)[][];
}

export interface PlotProps {
  title: string;
  height: number;
  /** What is drawn, in the colours of the page. */
  option: (look: Look) => EChartsOption;
  data: PlotData;
  /** Names of the series with the token of each one's colour. */
  legend?: [string, string][];
  /** What is told under the title. */
  children?: ReactNode;
  /** Opens what a part of the plot stands for, by its row among the data. */
  pick?: ((row: number) => void) | undefined;
}

/** A plot with its table, its picture and its data. */
export function Plot({ title, height, option, data, legend = [], children, pick }: PlotProps) {
  const t = useWords(plotWords);
  const scheme = useComputedColorScheme('light');
  const [asTable, setAsTable] = useState(false);
  const { place, picture } = useDrawing(option, scheme, asTable, pick);
  return (
    <section className={style.card} aria-label={title}>
      <Group justify="space-between" gap="xs" mb={4} wrap="nowrap">
        <Title order={2}>{title}</Title>
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t.menu(title)}>
              <Icon path={DOTS} size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setAsTable(!asTable)}>{asTable ? t.plot : t.table}</Menu.Item>
            {!asTable && (
              <Menu.Item onClick={() => download(`${title}.png`, picture())}>{t.picture}</Menu.Item>
            )}
            <Menu.Item onClick={() => download(`${title}.csv`, toCsv(data))}>{t.data}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {children}
      {asTable ? (
        <AsTable title={title} data={data} height={height} pick={pick} />
      ) : (
        <div
          ref={place}
          className={style.canvas}
          style={{ height }}
          role="img"
          aria-label={title}
        />
      )}
      <div className={style.legend}>
        {legend.map(([name, token]) => (
          <span key={name}>
            <span className={style.key} style={{ background: `var(${token})` }} />
            {name}
          </span>
        ))}
      </div>
    </section>
  );
}

function AsTable({
  title,
  data,
  height,
  pick,
}: Pick<PlotProps, 'title' | 'data' | 'height' | 'pick'>) {
  return (
    <div className={style.table} style={{ height }} tabIndex={0} role="region" aria-label={title}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {data.head.map((name) => (
              <Table.Th key={name}>{name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.rows.map((row, number) => (
            <Table.Tr key={row.join(' ')}>
              {row.map((value, place) => (
                <Table.Td key={data.head[place]}>
                  {pick && place === 0 ? (
                    <Anchor component="button" type="button" onClick={() => pick(number)}>
                      {value}
                    </Anchor>
                  ) : (
                    value
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

type Chart = ReturnType<(typeof import('./engine'))['init']>;

/** Draws on an element; the library is loaded after the page has its figures. */
function useDrawing(
  option: (look: Look) => EChartsOption,
  scheme: string,
  hidden: boolean,
  pick: ((row: number) => void) | undefined,
) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  // Made anew with the scheme; new figures alone are told to the chart below.
  const draw = useEffectEvent((on: Chart) => on.setOption(option(look())));
  const picked = useEffectEvent((row: number) => pick?.(row));
  useEffect(() => {
    const element = place.current;
    if (hidden || !element) return;
    let gone = false;
    const watch = new ResizeObserver(() => chart.current?.resize());
    void import('./engine').then(({ init }) => {
      if (gone) return;
      chart.current = init(element, null, { renderer: 'canvas' });
      draw(chart.current);
      chart.current.on('click', ({ dataIndex }) => picked(dataIndex));
      watch.observe(element);
    });
    return () => {
      gone = true;
      watch.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, [scheme, hidden]);
  useEffect(() => {
    chart.current?.setOption(option(look()), { notMerge: true });
  }, [option]);
  const picture = () =>
    chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: look().ground }) ?? '';
  return { place, picture };
}
