/** What is kept under a name, if it is there and can be read. */
export function stored<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

/** Keeps something under a name; without room it is not kept. */
export function keep(name: string, value: unknown): void {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    forget(name);
  }
}

export function forget(name: string): void {
  localStorage.removeItem(name);
}
