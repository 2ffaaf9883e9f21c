/** How a request of the page is answered: pages and files can be had without the server, calls never. */
export type Sort = 'page' | 'file' | 'call';

/** What kind of thing a request asks for. */
export function sortOf(
  request: { method: string; mode: string; url: string },
  origin: string,
): Sort {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return 'call';
  if (request.mode === 'navigate') return /^\/till(\/|$)/.test(url.pathname) ? 'page' : 'call';
  return url.pathname.startsWith('/assets/') ? 'file' : 'call';
}

/** Whether a page is made of these files and of nothing else of ours. */
export function isMadeOf(html: string, files: string[]): boolean {
  const named = html.match(/\/assets\/[^"']+/g) ?? [];
  return named.length > 0 && named.every((file) => files.includes(file));
}
