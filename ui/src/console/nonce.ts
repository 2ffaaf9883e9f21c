/** The word by which the content security policy of this page knows its own styles; the server makes one a page. */
export function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
