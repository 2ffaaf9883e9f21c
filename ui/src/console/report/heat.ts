import { axis, frame, type Look } from '../plot/look';

/** A cell of a map of heat: its column, its row, how hot it is, and what is written in it. */
export interface Heat {
  x: number;
  y: number;
  value: number;
  /** What the cell says; nothing where there is no room. */
  label: string;
  /** What it says when it is pointed at. */
  about: string;
}

interface Drawn {
  columns: string[];
  rows: string[];
  cells: Heat[];
  /** Names of the axes, where the labels do not say what they are. */
  names?: { x: string; y: string };
}

/** From this part of the most a cell is dark enough for light letters. */
const DARK = 0.7;

/** A map of heat from the ground to the accent, with its figures in it. */
export function heat({ columns, rows, cells, names }: Drawn) {
  const most = Math.max(...cells.map(({ value }) => value), Number.MIN_VALUE);
  return (look: Look) => ({
    ...frame(look),
    tooltip: {
      ...(frame(look).tooltip as object),
      trigger: 'item',
      formatter: ({ dataIndex }: { dataIndex: number }) => cells[dataIndex]?.about ?? '',
    },
    grid: { left: names ? 24 : 4, right: 8, top: 4, bottom: names ? 28 : 4, containLabel: true },
    xAxis: {
      type: 'category',
      data: columns,
      ...axis(look),
      splitLine: { show: false },
      ...(names ? named(names.x, look, 28) : {}),
    },
    yAxis: {
      type: 'category',
      data: rows,
      inverse: true,
      ...axis(look),
      splitLine: { show: false },
      ...(names ? named(names.y, look, 24) : {}),
    },
    visualMap: { show: false, min: 0, max: most, inRange: { color: [look.ground, look.accent] } },
    series: [
      {
        type: 'heatmap',
        itemStyle: { borderColor: look.ground, borderWidth: 1 },
        label: { show: true, fontSize: 11, lineHeight: 15, fontFamily: look.font },
        labelLayout: { hideOverlap: true },
        data: cells.map(({ x, y, value, label }) => ({
          value: [x, y, value],
          label: {
            formatter: label,
            color: value > most * DARK ? look.onAccent : look.ink,
          },
        })),
      },
    ],
  });
}

function named(name: string, look: Look, nameGap: number) {
  return {
    name,
    nameLocation: 'middle',
    nameGap,
    nameTextStyle: { color: look.quiet, fontSize: 12, fontFamily: look.font },
  };
}
