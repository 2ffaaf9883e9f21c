/** Light, dark, or as the device has it. Shared with the console, which keeps it under the same name. */
export type Look = 'auto' | 'light' | 'dark';

const STORED = 'mantine-color-scheme-value';

export function look(): Look {
  const stored = localStorage.getItem(STORED);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}

/** Shows the page in the look that was chosen; the styles follow the attribute. */
export function applyLook(): void {
  const chosen = look();
  const { dataset } = document.documentElement;
  if (chosen === 'auto') delete dataset.mantineColorScheme;
  else dataset.mantineColorScheme = chosen;
  document.documentElement.style.colorScheme = chosen === 'auto' ? 'light dark' : chosen;
}

export function chooseLook(next: Look): void {
  localStorage.setItem(STORED, next);
  applyLook();
}
