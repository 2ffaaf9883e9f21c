import { useMay } from '../session/session';
import { PAGES, type RailPage } from './pages';

/** The first page of the rail that who is logged in may see. */
export function useFirstPage(): RailPage | undefined {
  const may = useMay();
  return PAGES.find((page) => may(page.scope));
}
