import type { SheetKind } from '../../../contract/app/closing.ts';

export const sheetNames: Readonly<Record<SheetKind, string>> = { shift: '交班单', day: '日结单' };
