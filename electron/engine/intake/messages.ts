import type { NoteFileWarning } from '../../../contract/domain/card-note.ts';
import type { Shared } from '../../../contract/domain/card-note-overlap.ts';
import type { NoteRefusal, NoteWarning } from '../../../contract/domain/card-note-row.ts';
import type { NoteProblem } from './read-note.ts';

/** What happened, whether anything was stored, what the clerk should do. */
export type IntakeMessage = { readonly happened: string; readonly safe: string; readonly todo: string };

const NOTHING_TAKEN = '文件里的内容一条也没有导入，已有数据不受影响。';
const ROW_LEFT_OUT = '这一行整行没有导入，其他行和已有数据不受影响。';
const ROW_TAKEN = '这一行照常导入。';
const SAVE_AS_XLSX = '请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后重新选择。';
const ASK_SENDER = '请把这一行退给送卡单位更正后再导入。';

const NOTES_ONLY = '“入库”只收送卡单（出库单），请重新选择随卡送来的那个文件。';

const FILES: Readonly<Record<NoteProblem, readonly [happened: string, todo: string]>> = {
  'file-empty': ['这个文件是空的，大小为 0。', '请检查文件是否传完整，让对方重新发送。'],
  'file-type': ['这个文件不是 Excel 工作簿（.xlsx），也不是 CSV 表格。', SAVE_AS_XLSX],
  'file-damaged': [
    '这个文件已损坏或不完整，读不出来。',
    '请让对方重新发送；如果能用 Excel 打开，请另存为新文件再选。',
  ],
  'file-encrypted': ['这个文件设了打开密码。', '请用密码打开，去掉密码另存后重新选择。'],
  'file-too-large': [
    '这个文件太大：超过 20 MB、10 万行、100 列，或者在限定的时间和内存内读不完。',
    '请删去多余的空白行、列和图片，或分成几个文件再导入。',
  ],
  'file-xml-entities': [
    '这个文件里有表格软件不会写的特殊声明，可能是恶意文件。',
    '请不要用其他软件打开它，并向发件单位核实；需要时让对方重新制作。',
  ],
  'file-unsafe-zip': [
    '这个文件里藏有指向其他文件夹的内容，可能是恶意文件。',
    '请不要解压它，并向发件单位核实；需要时让对方重新制作。',
  ],
  'file-macro': ['这个文件带有宏程序，宏没有运行。', SAVE_AS_XLSX],
  'file-xls': ['这是旧格式的 Excel 文件（.xls），本程序不能直接读取。', SAVE_AS_XLSX],
  'file-no-header': [
    '没有找到表头：前 30 行里没有“卡号起、卡号止、数量”这样的一行。',
    '请确认选对了文件；表头要在前 30 行、没有隐藏的工作表里。',
  ],
  'column-missing': ['表头里没有“卡号起”（起始卡号）这一列。', '请补上这一列，或让送卡单位重新发送出库单。'],
  roster: ['这是学员信息表（附件2），不是送卡单。', `请把它交给档案员建档；${NOTES_ONLY}`],
  'pass-list': ['这是考试成绩表，不是送卡单。', `请把它交给档案员登记成绩；${NOTES_ONLY}`],
  certificates: ['这是合格证清单，不是送卡单。', `请把它交给发证员；${NOTES_ONLY}`],
};

/** A file of which nothing was taken in. */
export function fileMessage(problem: NoteProblem): IntakeMessage {
  const [happened, todo] = FILES[problem];
  return { happened, safe: NOTHING_TAKEN, todo };
}

/** A row of a delivery note that stays out whole. */
export function refusalMessage(refusal: NoteRefusal): IntakeMessage {
  const [happened, todo] = refusedWords(refusal);
  return { happened, safe: ROW_LEFT_OUT, todo };
}

function refusedWords(refusal: NoteRefusal): readonly [happened: string, todo: string] {
  const cell = refusal.field === 'cardEnd' ? '卡号止' : '卡号起';
  switch (refusal.kind) {
    case 'card-numeric-cell':
      return [
        `${cell}是数字格式，后几位和前面的 0 可能已经丢失。`,
        '请按纸质出库单核对，把单元格设为文本后重新填写完整卡号。',
      ];
    case 'card-width':
      return [`${cell}不完整：不是卡号，或起止卡号的位数、字头不一样。`, ASK_SENDER];
    case 'card-range-reversed':
      return ['卡号止比卡号起小。', ASK_SENDER];
    case 'card-count-mismatch':
      return refusal.counted === undefined
        ? ['数量不是一个可用的张数。', ASK_SENDER]
        : [`数量与号段不符：按起止卡号是 ${refusal.counted} 张。`, `请清点实物，${ASK_SENDER.slice(1)}`];
    case 'card-overlap':
      return [
        `${sharedWords(refusal)}已随“${refusal.against}”入库。`,
        '请核对是否重复送单；确有新卡的，请让送卡单位改正号段。',
      ];
    case 'card-overlap-in-file':
      return [`${sharedWords(refusal)}与本单第 ${refusal.firstRow} 行重复。`, ASK_SENDER];
  }
}

function sharedWords({ overlapStart, overlapEnd, overlapCount }: Shared): string {
  const span = overlapStart === overlapEnd ? overlapStart : `${overlapStart} 至 ${overlapEnd}`;
  return `${span} 共 ${overlapCount} 张`;
}

const WARNINGS: Readonly<Record<NoteWarning['kind'], readonly [happened: string, todo: string]>> = {
  'card-cleaned': ['卡号里的空格、全角字符等已整理。', '请看一眼整理后的卡号是否与实物一致。'],
  'price-mismatch': [
    '单价不是 50 元；系统里的卡价只按批准的 50 元，不采用表里的单价。',
    '请确认这一行送的是激活卡。',
  ],
  'amount-mismatch': ['金额不等于单价乘以实际张数。', '请与送卡单位核对金额，张数以号段为准。'],
  'row-hidden': ['这一行在表里是隐藏的。', '请确认这一行确实要入库。'],
};

/** Something odd about a row that is taken in. */
export function warningMessage(warning: NoteWarning): IntakeMessage {
  const [happened, todo] = WARNINGS[warning.kind];
  return { happened, safe: ROW_TAKEN, todo };
}

/** Something odd about the note as a whole. */
export function fileWarningMessage(warning: NoteFileWarning): IntakeMessage {
  const what = warning.field === 'count' ? '张数' : '金额';
  return {
    happened: `第 ${warning.row} 行合计的${what}与各行相加不等。`,
    safe: '各行仍按自己的号段导入，不受合计影响。',
    todo: '请清点实物，并与送卡单位核对合计。',
  };
}
