import { Problem } from '../../api/problem';
import type { FileProblem } from './asks';

/** What a refused file is refused for; empty when the call failed for another reason. */
export function problemsOf(error: Error | null): FileProblem[] {
  if (!(error instanceof Problem) || error.kind !== 'bad_program') return [];
  return error.errors.map(({ pointer, message }) => {
    const line = /^line (\d+)(?:, column \d+)?: /.exec(message);
    return {
      path: pointer,
      line: line ? Number(line[1]) : null,
      message: line ? message.slice(line[0].length) : message,
    };
  });
}
