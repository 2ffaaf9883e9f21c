/** A part of the settings: its word in the address and what a person needs to see it. */
export const PARTS = [
  { name: 'stores', scope: 'catalogue:read' },
  { name: 'goods', scope: 'catalogue:read' },
  { name: 'cards', scope: 'accounts:adjust' },
  { name: 'spend', scope: 'reports:read' },
  { name: 'imports', scope: 'imports:write' },
  { name: 'keys', scope: 'keys:write' },
  { name: 'people', scope: 'staff:write' },
  { name: 'audit', scope: 'audit:read' },
  { name: 'account', scope: null },
] as const;

export type PartName = (typeof PARTS)[number]['name'];
