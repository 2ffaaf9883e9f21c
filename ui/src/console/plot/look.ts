import type { EChartsOption } from './option';

/** The colours of plots, read from the page: they follow light and dark. */
export interface Look {
  accent: string;
  soft: string;
  faint: string;
  ink: string;
  quiet: string;
  line: string;
  ground: string;
  onAccent: string;
  font: string;
}

export function look(): Look {
  // A token may hold a colour for light and one for dark: which of them counts is known where it is used.
  const probe = document.body.appendChild(document.createElement('i'));
  const token = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const told = {
    accent: token('--accent'),
    soft: token('--plot-2'),
    faint: token('--plot-3'),
    ink: token('--ink'),
    quiet: token('--ink-2'),
    line: token('--line'),
    ground: token('--ground'),
    onAccent: token('--on-accent'),
    font: getComputedStyle(probe).fontFamily,
  };
  probe.remove();
  return told;
}

/** What all plots have in common: room for labels, faint lines, a tooltip drawn on the canvas (the content security
 * policy lets no markup with styles in). */
export function frame(of: Look): EChartsOption {
  return {
    animation: false,
    textStyle: { fontFamily: of.font, color: of.ink },
    grid: { left: 4, right: 8, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: of.ground,
      borderColor: of.line,
      textStyle: { color: of.ink, fontFamily: of.font, fontSize: 12 },
    },
  };
}

/** An axis of days or of amounts. */
export function axis(of: Look) {
  return {
    axisLine: { lineStyle: { color: of.line } },
    axisTick: { show: false },
    axisLabel: { color: of.quiet, fontSize: 11, fontFamily: of.font },
    splitLine: { lineStyle: { color: of.line } },
  };
}
