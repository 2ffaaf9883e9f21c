import { Problem } from '../../api/problem';
import type { FileProblem } from './asks';

/** What a refused file is refused for; empty when the call failed for another reason. */
export function problemsOf(error: Error | null): FileProblem[] {
  if (!(error instanceof Problem) || error.kind !== 'bad_program') return [];
  return error.errors.map(({ pointer, message, line }) => ({
    path: pointer,
    line: line ?? null,
    message,
  }));
}
