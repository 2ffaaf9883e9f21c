import { createContext, type ReactNode, useContext } from 'react';

import type { Choice } from './named';
import type { Json, Line } from './tree';

/**
 * What a condition of a rule may ask for that one of a segment may not: of the purchase, the event and the time that are being
 * decided. Nobody can be counted by it.
 */
export interface RuleWords {
  /** The words a line can begin with, by what they are about. */
  offered: { group: string; items: Choice[] }[];
  /** How a word is called; `null` for one that segments know. */
  name: (key: string) => string | null;
  /** What a new line of a word begins with. */
  begun: (key: string) => Json | undefined;
  /** Inputs of a line that segments have none for. */
  inputs: (line: Line, change: (value: Json) => void) => ReactNode;
  /** What the program that is being written declares. */
  declared: { units: { id: string; name: string }[]; levels: { id: string; name: string }[] };
  segments: Choice[];
}

/** Set around the condition of a rule. */
export const RuleContext = createContext<RuleWords | null>(null);

/** The words of the rule around; `null` in a segment. */
export function useRule(): RuleWords | null {
  return useContext(RuleContext);
}
