/** What the address of the review page may say after `?`. */

export const LISTS = ['differences', 'jobs'] as const;
export type List = (typeof LISTS)[number];

export interface ReviewSearch {
  list?: List;
  /** Those that are done with: differences somebody has reviewed. */
  done?: true;
}

export function reviewSearch(search: Record<string, unknown>): ReviewSearch {
  const list = LISTS.find((known) => known === search.list);
  return {
    ...(list ? { list } : {}),
    ...(String(search.done) === 'true' ? { done: true as const } : {}),
  };
}
