import { useWords } from '../../i18n/language';
import { rightWords } from './words';

/** How a scope is called; its own word where we have none. */
export function useRight(): (scope: string) => string {
  const rights: Record<string, string> = useWords(rightWords).rights;
  return (scope) => rights[scope] ?? scope;
}
