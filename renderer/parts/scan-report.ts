import { average, characterOf, gapsOf, hear, isSuffix, noRun, type Run, type Stroke } from './scan.ts';

/** What the test page says about one scan, in numbers and in words. */
export type ScanReport = {
  readonly text: string;
  readonly characters: number;
  /** Milliseconds between keys; zero with fewer than two. */
  readonly fastest: number;
  readonly slowest: number;
  readonly average: number;
  readonly suffix: 'Enter' | 'Tab' | 'none';
  readonly ime: boolean;
  readonly good: boolean;
  readonly verdict: string;
  readonly cure: string;
};

type Judged = Pick<ScanReport, 'good' | 'verdict' | 'cure'>;

/** in: every key from the first to the end or to a long silence. Null when no character came. */
export function reportOf(strokes: readonly Stroke[]): ScanReport | null {
  const letters = strokes.filter((stroke) => !isSuffix(stroke));
  if (letters.every((stroke) => characterOf(stroke) === '')) return null;
  const gaps = gapsOf(letters);
  const last = strokes.at(-1);
  const facts = {
    text: letters.map(characterOf).join(''),
    characters: letters.length,
    fastest: Math.round(Math.min(...gaps, gaps[0] ?? 0)),
    slowest: Math.round(Math.max(...gaps, 0)),
    average: Math.round(average(gaps)),
    suffix: last === undefined || !isSuffix(last) ? 'none' : last.code === 'Tab' ? 'Tab' : 'Enter',
    ime: strokes.some(({ ime }) => ime),
  } as const;
  return { ...facts, ...judge(strokes, facts) };
}

type Facts = Pick<ScanReport, 'suffix' | 'ime' | 'characters' | 'text'>;

function judge(strokes: readonly Stroke[], { suffix, ime, characters, text }: Facts): Judged {
  const heard = endOf(strokes);
  if (heard === 'interrupted')
    return bad('扫码中途停顿，号码断成了两截，售卡时不会采用。', '检查连线、电量或接收器，靠近再扫一次。');
  if (suffix === 'none')
    return bad(
      '没有收到结尾的 Enter，程序不知道号码到哪里为止。',
      '按扫码枪说明书，把“后缀”设成回车（Enter / CR）。',
    );
  if (characters < 8)
    return bad('字符太少，不像卡号，会当作手工输入。', '请扫激活卡上的条码；还是这样，说明条码没有读全。');
  if (heard !== 'scan')
    return bad('按键之间太慢，会当作手工输入。', '在扫码枪说明书里把“字符间延时”设为 0；手工输入的请忽略。');
  if (/^\]|^\*/.test(text))
    return good(
      '可以用。扫码枪附带了码制标记，程序会去掉。',
      '不必处理；要更干净，关闭“AIM 标识”和 Code 39 起止符。',
    );
  if (suffix === 'Tab') return good('可以用。结尾是 Tab。', '建议把后缀设成回车（Enter / CR），和说明一致。');
  if (ime) return good('可以用。中文输入法开着，号码是按物理按键读的，没有被吞掉。', '不必处理。');
  return good('可以用。', '不必处理。');
}

function endOf(strokes: readonly Stroke[]): string {
  let run: Run = noRun;
  let kind = 'nothing';
  for (const stroke of strokes) {
    const next = hear(run, stroke);
    run = next.run;
    kind = next.heard.kind;
  }
  return kind;
}

const good = (verdict: string, cure: string): Judged => ({ good: true, verdict, cure });
const bad = (verdict: string, cure: string): Judged => ({ good: false, verdict, cure });
