import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const green: MantineColorsTuple = [
  '#e9f7f2',
  '#d3ece3',
  '#a6dac8',
  '#75c7ab',
  '#4eb793',
  '#35ad84',
  '#23a27a',
  '#0f7b5f',
  '#0b6550',
  '#06503e',
];

/** Harm. The shade of filled buttons carries white words in both schemes. */
const red: MantineColorsTuple = [
  '#fdeceb',
  '#fbd5d2',
  '#f6aaa4',
  '#ef7d74',
  '#e4554a',
  '#d63a2e',
  '#c52d20',
  '#b42318',
  '#991b12',
  '#7a130c',
];

/** Greys of dark pages with a breath of the accent, from words to the deepest ground. */
const dark: MantineColorsTuple = [
  '#e8eeeb',
  '#c5cfcb',
  '#a3b0aa',
  '#6d7a75',
  '#3a4541',
  '#2b3431',
  '#1d2422',
  '#121715',
  '#0d110f',
  '#090c0b',
];

/** The look of the console: one accent, small radii, no shadows but on layers that float. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace',
  colors: { dark, green, red },
  primaryColor: 'green',
  primaryShade: 7,
  autoContrast: true,
  luminanceThreshold: 0.34,
  defaultRadius: 'sm',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: {
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '22px', lineHeight: '30px' },
      h2: { fontSize: '16px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { underline: 'hover' } },
    Table: { defaultProps: { fz: 'md', verticalSpacing: 8, horizontalSpacing: 12 } },
    Modal: { defaultProps: { centered: true } },
    // A layer's head is no banner of the page.
    ModalHeader: { defaultProps: { component: 'div' } },
    DrawerHeader: { defaultProps: { component: 'div' } },
    // They leave by themselves.
    Notification: {
      defaultProps: { withCloseButton: false },
      styles: { description: { color: 'var(--ink-2)' } },
    },
    ModalTitle: { defaultProps: { fz: 'lg', fw: 620 } },
    DrawerTitle: { defaultProps: { fz: 'lg', fw: 620 } },
  },
});

/** Mantine's colours follow the tokens both faces share; they have to be said for each scheme to outdo its own. */
const tokens = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--harm)',
  '--mantine-color-red-light': 'var(--harm-soft)',
  '--mantine-color-red-light-color': 'var(--harm)',
  '--mantine-color-placeholder': 'var(--ink-2)',
};

export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: tokens,
  dark: { ...tokens, '--mantine-color-default': 'var(--ground-2)' },
});
