/** Tabs of the program's page, as its address names them. */
export const PARTS = ['rules', 'file', 'scenarios', 'versions'] as const;
export type Part = (typeof PARTS)[number];

/** What of the program is looked at. */
export interface ProgramSearch {
  /** The program; absent: the one that decides. */
  program?: string;
  /** Its version; absent: the one that decides. */
  version?: number;
  /** The version it is compared with. */
  from?: number;
  /** The rule whose place in the file is shown. */
  rule?: string;
  /** The ready program looked at. */
  ready?: string;
}

/** Reads the search of `/program`; what makes no sense is dropped. */
export function programSearch(given: Record<string, unknown>): ProgramSearch {
  const found: ProgramSearch = {};
  const id = /^[a-z0-9_-]+$/i;
  const word = (name: 'program' | 'rule' | 'ready') => {
    const value = given[name];
    if (typeof value === 'string' && id.test(value)) found[name] = value;
  };
  const count = (name: 'version' | 'from') => {
    const value = Number(given[name]);
    if (Number.isInteger(value) && value > 0) found[name] = value;
  };
  word('program');
  word('rule');
  word('ready');
  count('version');
  count('from');
  return found;
}

/** The tab an address names; rules unless it names another. */
export function partOf(name: string | undefined): Part {
  return PARTS.find((part) => part === name) ?? 'rules';
}
