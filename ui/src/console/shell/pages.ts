import { shellWords } from './words';

type Name = keyof Pick<
  (typeof shellWords)['en'],
  | 'home'
  | 'members'
  | 'segments'
  | 'experiments'
  | 'reports'
  | 'purchases'
  | 'rewards'
  | 'program'
  | 'playground'
  | 'settings'
  | 'review'
>;

/** A page of the left rail. */
export interface RailPage {
  name: Name;
  path: string;
  /** The key after `g`. */
  key: string;
  /** What a person needs to see it. */
  scope: string;
  /** Its icon: the path of a 20-pixel drawing of lines. */
  icon: string;
}

/** The left rail from top to bottom. */
export const PAGES: RailPage[] = [
  {
    name: 'home',
    path: '/',
    key: 'h',
    scope: 'reports:read',
    icon: 'M3 9l7-6 7 6v8h-5v-5H8v5H3z',
  },
  {
    name: 'members',
    path: '/members',
    key: 'm',
    scope: 'members:read',
    icon: 'M10 10a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4zM3.5 17c.6-3 3.300-4.500 6.500-4.500s5.900 1.500 6.500 4.500',
  },
  {
    name: 'segments',
    path: '/segments',
    key: 's',
    scope: 'reports:read',
    icon: 'M10 3v7h7A7 7 0 1 1 10 3zM13 3.500A6 6 0 0 1 16.500 7H13z',
  },
  {
    name: 'experiments',
    path: '/experiments',
    key: 'e',
    scope: 'reports:read',
    icon: 'M10 17v-6L4.500 6V3M10 11l5.500-5V3M2.500 5l2-2 2 2M13.500 5l2-2 2 2',
  },
  {
    name: 'purchases',
    path: '/purchases',
    key: 'p',
    scope: 'members:read',
    icon: 'M5 3h10v14l-2.500-1.600L10 17l-2.500-1.600L5 17zM7.500 7h5M7.500 10.500h5',
  },
  {
    name: 'rewards',
    path: '/rewards',
    key: 'w',
    scope: 'members:read',
    icon: 'M3 8h14v3H3zM4.500 11v6h11v-6M10 8v9M10 8C7 8 6 6.500 6.500 5S9.500 5 10 8c.5-3 3-4.500 3.500-3S13 8 10 8z',
  },
  {
    name: 'program',
    path: '/program',
    key: 'o',
    scope: 'programs:read',
    icon: 'M4 4h12M4 10h12M4 16h7',
  },
  {
    name: 'playground',
    path: '/playground',
    key: 'y',
    scope: 'programs:read',
    icon: 'M7 3v5l-4 7.500A1 1 0 0 0 4 17h12a1 1 0 0 0 1-1.500L13 8V3M6 3h8M5.500 12h9',
  },
  {
    name: 'reports',
    path: '/reports',
    key: 'r',
    scope: 'reports:read',
    icon: 'M3 17h14M5.500 14v-4M10 14V4M14.500 14V8',
  },
  {
    name: 'settings',
    path: '/settings',
    key: ',',
    scope: 'catalogue:read',
    icon: 'M3 6h8M15 6h2M3 14h2M9 14h8M13 4v4M7 12v4',
  },
];

/** Pages that others lead to; the palette finds them by name. */
export const SIDE_PAGES: Omit<RailPage, 'key'>[] = [
  {
    name: 'review',
    path: '/review',
    scope: 'reports:read',
    icon: 'M4 10.500l4 4 8-9',
  },
];

/** What a person needs to see an address below `/console`; nothing for one that is no page. */
export function scopeOf(path: string): string | null {
  const page = [...PAGES, ...SIDE_PAGES].find(({ path: own }) =>
    own === '/' ? path === own : path === own || path.startsWith(`${own}/`),
  );
  return page?.scope ?? null;
}
