import type { PackageParts } from './package-parts.ts';
import { elementsNamed, partText } from './xml-part.ts';

/** A sheet as the workbook part lists it; `part` is null when its relation leads nowhere. */
export type ListedSheet = { readonly hidden: boolean; readonly part: string | null };

/** The sheets in the workbook's order, so that hidden ones are never parsed and each part's flags find their sheet. */
export function listedSheets(parts: PackageParts): ListedSheet[] {
  const name = [...parts.keys()].find((part) => /(?:^|\/)workbook\d*\.xml$/i.test(part)) ?? '';
  const folder = name.slice(0, name.lastIndexOf('/') + 1);
  const relations = textOf(parts, `${folder}_rels/${name.slice(folder.length)}.rels`);
  const targets = new Map(
    elementsNamed(relations, 'Relationship').map((relation) => [
      relation.get('Id'),
      relation.get('Target') ?? '',
    ]),
  );
  return elementsNamed(textOf(parts, name), 'sheet').map((sheet) => {
    const target = targets.get(sheet.get('id')) ?? '';
    const part = target.startsWith('/') ? target.slice(1) : folder + target;
    return { hidden: /hidden/i.test(sheet.get('state') ?? ''), part: parts.has(part) ? part : null };
  });
}

function textOf(parts: PackageParts, name: string): string {
  const bytes = parts.get(name);
  return bytes === undefined ? '' : (partText(bytes) ?? '');
}
