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
  last: number;
}

export const NO_BURST: Burst = { text: '', last: Number.NEGATIVE_INFINITY };

/** The longest pause between two keys of a scanner. People who type fast need twice as long. */
const PAUSE_MS = 40;
/** Fewer characters may be a person's double tap. */
const SHORTEST = 3;
/** The same code again within this time is the scanner's double, not a second piece. */
export const BLANK_MS = 400;

/**
 * Takes a key: the burst as it is then, and the scanned text if this key ended one. Text in front of a burst that a
 * person typed does not belong to it.
 */
export function take(burst: Burst, stroke: Stroke): { burst: Burst; scanned: string | null } {
  const follows = stroke.at - burst.last <= PAUSE_MS;
  if (stroke.key === 'Enter' || stroke.key === 'Tab') {
    const scanned = follows && burst.text.length >= SHORTEST ? burst.text : null;
    return { burst: NO_BURST, scanned };
  }
  const character = latin(stroke);
  if (character === null) {
    // Shift and its like come between the keys of a code.
    const silent = ['Shift', 'Control', 'Alt', 'CapsLock'].includes(stroke.key);
    return { burst: silent && follows ? { ...burst, last: stroke.at } : NO_BURST, scanned: null };
  }
  return {
    burst: { text: follows ? burst.text + character : character, last: stroke.at },
    scanned: null,
  };
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
