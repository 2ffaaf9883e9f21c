import { axis, frame, type Look } from './look';

/** Purchases of an hour of the week; 1 is Monday. */
interface Hour {
  weekday: number;
  hour: number;
  purchases: number;
}

interface WeekWords {
  weekdays: Record<1 | 2 | 3 | 4 | 5 | 6 | 7, string>;
  weekday: string;
  hour: string;
  purchases: string;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The busiest hours of the week, as a map of heat. */
export function week(hours: Hour[], t: WeekWords) {
  const most = Math.max(1, ...hours.map((hour) => hour.purchases));
  return {
    option: (look: Look) => ({
      ...frame(look),
      tooltip: { ...(frame(look).tooltip as object), trigger: 'item' },
      xAxis: {
        type: 'category',
        data: HOURS.map((hour) => `${hour}`),
        ...axis(look),
        splitLine: { show: false },
      },
      yAxis: {
        type: 'category',
        data: WEEKDAYS.map((day) => t.weekdays[day]),
        inverse: true,
        ...axis(look),
        splitLine: { show: false },
      },
      visualMap: { show: false, min: 0, max: most, inRange: { color: [look.ground, look.accent] } },
      series: [
        {
          name: t.purchases,
          type: 'heatmap',
          data: hours.map(({ weekday, hour, purchases }) => [hour, weekday - 1, purchases]),
        },
      ],
    }),
    data: {
      head: [t.weekday, t.hour, t.purchases],
      rows: hours.map(({ weekday, hour, purchases }) => [
        t.weekdays[weekday as (typeof WEEKDAYS)[number]],
        hour,
        purchases,
      ]),
    },
  };
}
