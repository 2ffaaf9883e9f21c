import { Mark } from '@mantine/core';

import { cutAtDigits } from '../../format/phone';

/** A text with what is looked for marked in it: letters in any case, or digits whatever groups them. */
export function Marked({ text, wanted }: { text: string; wanted: string }) {
  const cut = cutAtLetters(text, wanted) ?? cutAtDigits(text, wanted);
  if (!cut) return text;
  return (
    <>
      {cut[0]}
      <Mark>{cut[1]}</Mark>
      {cut[2]}
    </>
  );
}

function cutAtLetters(text: string, wanted: string): [string, string, string] | null {
  const at = wanted ? text.toLowerCase().indexOf(wanted.toLowerCase()) : -1;
  if (at < 0) return null;
  const end = at + wanted.length;
  return [text.slice(0, at), text.slice(at, end), text.slice(end)];
}
