import type { EChartsCoreOption } from 'echarts/core';

/** What a plot shows, in the library's words. */
export type EChartsOption = EChartsCoreOption;
