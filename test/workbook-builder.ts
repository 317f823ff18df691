import { type PackedPart, zipOf } from './zip-builder.ts';

const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
const NAMESPACES =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';

export type BuiltSheet = {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** Rows as XML, what goes into sheetData. */
  readonly data: string;
  readonly before?: string;
  readonly after?: string;
};

export type Built = {
  readonly sheets: readonly BuiltSheet[];
  readonly date1904?: boolean;
  /** Number format ids or codes of cell styles 1, 2, …; style 0 is General. */
  readonly formats?: readonly (number | string)[];
  readonly types?: string;
};

/** The parts of a small workbook, so that a test can change or add one before they are packed. */
export function workbookParts(built: Built): PackedPart[] {
  const { sheets } = built;
  const relations = sheets.map((_, n) => relation(`rId${n + 1}`, `worksheets/sheet${n + 1}.xml`)).join('');
  const listed = sheets.map(({ name, state }, n) => {
    return `<sheet name="${name}" sheetId="${n + 1}"${state ? ` state="${state}"` : ''} r:id="rId${n + 1}"/>`;
  });
  return [
    { name: '[Content_Types].xml', content: contentTypes(built.types ?? MAIN, sheets.length) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${NAMESPACES}><workbookPr date1904="${built.date1904 === true ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}</Relationships>`,
    },
    { name: 'xl/styles.xml', content: styles(built.formats ?? []) },
    ...sheets.map(({ data, before = '', after = '' }, n) => ({
      name: `xl/worksheets/sheet${n + 1}.xml`,
      content: `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet ${NAMESPACES}>${before}<sheetData>${data}</sheetData>${after}</worksheet>`,
    })),
  ];
}

export function workbookOf(built: Built): Buffer {
  return zipOf(workbookParts(built));
}

/** One visible sheet with this sheetData. */
export function sheetOf(data: string, rest: Partial<Built & BuiltSheet> = {}): Buffer {
  const { before, after, ...built } = rest;
  const sheet = { name: 'Sheet1', data, ...(before ? { before } : {}), ...(after ? { after } : {}) };
  return workbookOf({ ...built, sheets: [sheet] });
}

/** A row of text cells from column A on. */
export function textRow(number: number, texts: readonly string[]): string {
  const cells = texts.map((text, column) => {
    return `<c r="${String.fromCharCode(65 + column)}${number}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

function contentTypes(main: string, sheets: number): string {
  const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const each = Array.from({ length: sheets }, (_, n) => {
    return `<Override PartName="/xl/worksheets/sheet${n + 1}.xml" ContentType="${kind}.worksheet+xml"/>`;
  });
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${each.join('')}</Types>`;
}

function relation(id: string, target: string): string {
  const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
  return `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
}

function styles(formats: readonly (number | string)[]): string {
  const own = formats.filter((format) => typeof format === 'string');
  const codes = own.map((code, n) => `<numFmt numFmtId="${164 + n}" formatCode="${code}"/>`).join('');
  const ids = formats.map((format) => (typeof format === 'string' ? 164 + own.indexOf(format) : format));
  const xfs = [0, ...ids].map((id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`);
  const numFmts = own.length === 0 ? '' : `<numFmts count="${own.length}">${codes}</numFmts>`;
  return `<styleSheet ${NAMESPACES}>${numFmts}<cellXfs count="${xfs.length}">${xfs.join('')}</cellXfs></styleSheet>`;
}
