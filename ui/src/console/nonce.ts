/** The word by which the content security policy of this page knows its own styles; the server makes one a page. */
export function nonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}

/** Tells it to what keeps the page still under a layer, which knows this variable of a bundler and nothing else. */
export function shareNonce(): void {
  Object.assign(globalThis, { __webpack_nonce__: nonce() });
}
