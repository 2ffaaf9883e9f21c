/** A key as a scanner and a person both press it. */
export interface Stroke {
  /** What it writes, or its name: `Enter`. */
  key: string;
  /** Which key of the keyboard it is, whatever the layout writes with it. */
  code: string;
  shift: boolean;
  /** Milliseconds, of any clock that only goes forward. */
  at: number;
}

/** Keys that come as fast as only a scanner sends them, so far. */
export interface Burst {
  text: string;
  first: number;
  last: number;
}

export const NO_BURST: Burst = {
  text: '',
  first: Number.NEGATIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY,
};

/** The longest pause between two keys of a scanner: a wireless one stumbles now and then. */
const PAUSE_MS = 120;
/** The longest after its first key, which may wake the page up. */
const FIRST_PAUSE_MS = 250;
/** What its keys take on average, at most. The fastest typists of the world need 60. */
const AVERAGE_MS = 45;
/** Fewer characters may be a person's double tap. */
const SHORTEST = 3;
/** The same code again within this time is the scanner's double, not a second piece. */
export const BLANK_MS = 400;

/**
 * Takes a key: the burst as it is then, and the scanned text if this key ended one. Text in front of a burst that a
 * person typed does not belong to it.
 */
export function take(burst: Burst, stroke: Stroke): { burst: Burst; scanned: string | null } {
  const pause = stroke.at - burst.last;
  const follows = pause <= (burst.text.length === 1 ? FIRST_PAUSE_MS : PAUSE_MS);
  if (stroke.key === 'Enter' || stroke.key === 'Tab') {
    const fast = stroke.at - burst.first <= AVERAGE_MS * burst.text.length;
    const whole = follows && fast && burst.text.length >= SHORTEST;
    return { burst: NO_BURST, scanned: whole ? burst.text : null };
  }
  const character = latin(stroke);
  if (character === null) {
    // Shift and its like come between the keys of a code.
    const silent = ['Shift', 'Control', 'Alt', 'CapsLock'].includes(stroke.key);
    return { burst: silent && follows ? burst : NO_BURST, scanned: null };
  }
  const first = burst.text.length === 1 ? stroke.at - Math.min(pause, AVERAGE_MS) : burst.first;
  const next = follows
    ? { text: burst.text + character, first, last: stroke.at }
    : { text: character, first: stroke.at, last: stroke.at };
  return { burst: next, scanned: null };
}

/** Whether a code is the scanner's double of the one before. */
export function isDouble(code: string, at: number, before: { code: string; at: number }): boolean {
  return code === before.code && at - before.at < BLANK_MS;
}

/** The character a scanner meant: it presses the keys of a Latin keyboard, also when the layout is a Russian one. */
function latin({ key, code, shift }: Stroke): string | null {
  if ([...key].length !== 1) return null;
  if (key >= ' ' && key <= '~') return key;
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter) return shift ? letter : letter.toLowerCase();
  return MARKS[code]?.[shift ? 1 : 0] ?? key;
}

/** Marks that other layouts write with other keys. */
const MARKS: Record<string, string> = {
  Minus: '-_',
  Equal: '=+',
  BracketLeft: '[{',
  BracketRight: ']}',
  Semicolon: ';:',
  Quote: '\'"',
  Comma: ',<',
  Period: '.>',
  Slash: '/?',
  Backslash: '\\|',
};
