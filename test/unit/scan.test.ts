import { describe, expect, test } from 'vitest';
import { characterOf, type Heard, hear, noRun, type Run, type Stroke } from '../../renderer/parts/scan.ts';
import { reportOf } from '../../renderer/parts/scan-report.ts';

const CARD = '045072014000001017';

function codeOf(character: string): string {
  if (/[0-9]/.test(character)) return `Digit${character}`;
  if (/[A-Z]/.test(character)) return `Key${character}`;
  return { ']': 'BracketRight', '*': 'Digit8', '-': 'Minus', '\n': 'Enter', '\t': 'Tab' }[character] ?? '';
}

type Manner = { readonly ime?: boolean; readonly from?: number };

/** Keys as a machine or a hand sends them: the n-th one `gaps[n]` ms after the one before, the last gap again and again. */
function strokes(text: string, gaps: readonly number[], { ime = false, from = 0 }: Manner = {}): Stroke[] {
  let at = from;
  return [...text].map((character, index) => {
    if (index > 0) at += gaps[Math.min(index - 1, gaps.length - 1)] ?? 0;
    const named = { '\n': 'Enter', '\t': 'Tab' }[character] ?? character;
    const shift = character === '*' || /[A-Z]/.test(character);
    return { code: codeOf(character), key: ime ? 'Process' : named, shift, at, ime };
  });
}

function listen(all: readonly Stroke[]): Heard[] {
  let run: Run = noRun;
  return all.flatMap((stroke) => {
    const next = hear(run, stroke);
    run = next.run;
    return next.heard.kind === 'nothing' ? [] : [next.heard];
  });
}

const scanned = (all: readonly Stroke[]) =>
  listen(all).flatMap((one) => (one.kind === 'scan' ? [one.text] : []));
const kinds = (all: readonly Stroke[]) => listen(all).map(({ kind }) => kind);

/** Recorded from a cabled scanner: USB polls every 1 to 8 ms. */
const cabled = [2, 8, 1, 7, 2, 8, 1, 8, 2, 7, 1, 8, 2, 8, 1, 7, 8, 9];
/** From a wireless one: a pile, then a wait for the next radio slot. */
const wireless = [11, 11, 12, 48, 11, 12, 11, 52, 11, 11, 12, 47, 11, 12, 11, 50, 12, 90];
/** A fast typist on the numeric pad: rolls two keys into one another now and then. */
const typist = [95, 62, 28, 110, 71, 84, 33, 102, 66, 90, 58, 121, 30, 77, 99, 64, 88, 140];

describe('a scan is told from typing by its rhythm', () => {
  test('a cabled and a wireless scanner are heard', () => {
    expect(scanned(strokes(`${CARD}\n`, cabled))).toEqual([CARD]);
    expect(scanned(strokes(`${CARD}\n`, wireless))).toEqual([CARD]);
  });

  test('a fast typist is never taken for a scanner, however long the number', () => {
    expect(scanned(strokes(`${CARD}\n`, typist))).toEqual([]);
    expect(scanned(strokes(`${CARD}\n`, [45]))).toEqual([]);
  });

  test('a few fast characters are typing: a PIN, a date', () => {
    expect(scanned(strokes('1201\n', [5]))).toEqual([]);
    expect(scanned(strokes('2401201\n', [5]))).toEqual([]);
  });

  test('without Enter nothing is heard; Enter pressed by hand later is the hand’s', () => {
    expect(scanned(strokes(CARD, [5]))).toEqual([]);
    expect(scanned([...strokes(CARD, [5]), ...strokes('\n', [], { from: 1500 })])).toEqual([]);
  });

  test('two scans one after the other are two', () => {
    const second = strokes('045072014000001018\n', cabled, { from: 400 });
    expect(scanned([...strokes(`${CARD}\n`, cabled), ...second])).toEqual([CARD, '045072014000001018']);
  });

  test('what was typed by hand before a scan is no part of it', () => {
    const all = [...strokes('10', [180]), ...strokes(`${CARD}\n`, cabled, { from: 700 })];
    expect(kinds(all)).toEqual(['begin', 'begin', 'scan']);
    expect(scanned(all)).toEqual([CARD]);
  });
});

describe('an interrupted scan', () => {
  const halves = (pause: number) => [
    ...strokes(CARD.slice(0, 10), [6]),
    ...strokes(`${CARD.slice(10)}\n`, [6], { from: 54 + pause }),
  ];

  test('is refused whole: its second half is no number', () => {
    expect(kinds(halves(250))).toEqual(['begin', 'interrupted']);
    expect(kinds(halves(900))).toEqual(['begin', 'interrupted']);
  });

  test('is refused too when only its first digit came before the pause: the rest is another number', () => {
    const all = [...strokes('0', []), ...strokes(`${CARD.slice(1)}\n`, [6], { from: 90 })];
    expect(kinds(all)).toEqual(['begin', 'interrupted']);
  });

  test('leaves no mark on the next one', () => {
    const next = strokes(`${CARD}\n`, cabled, { from: 3000 });
    expect(kinds([...halves(250), ...next])).toEqual(['begin', 'interrupted', 'begin', 'scan']);
  });

  test('whose end never came doesn’t spoil a scan seconds later', () => {
    const all = [...strokes(CARD.slice(0, 9), [6]), ...strokes(`${CARD}\n`, cabled, { from: 2500 })];
    expect(scanned(all)).toEqual([CARD]);
  });

  test('another key in between makes it typing', () => {
    const backspace: Stroke = { code: 'Backspace', key: 'Backspace', shift: false, at: 60, ime: false };
    const all = [...strokes(CARD.slice(0, 10), [6]), backspace, ...strokes('17\n', [6], { from: 66 })];
    expect(kinds(all)).toEqual(['begin', 'begin']);
  });
});

describe('with a Chinese input method on', () => {
  test('the number is read from the physical keys, letters too', () => {
    expect(scanned(strokes('GX2014000001017\n', cabled, { ime: true }))).toEqual(['GX2014000001017']);
  });

  test('a shifted digit key is its sign, the pad’s is its digit', () => {
    const stroke = (code: string, shift: boolean) =>
      characterOf({ code, shift, key: 'Process', at: 0, ime: true });
    expect(['Digit8', 'Equal', 'Minus'].map((code) => stroke(code, true))).toEqual(['*', '+', '_']);
    expect(stroke('Numpad8', true)).toBe('8');
    expect(stroke('ShiftLeft', true)).toBe('');
  });
});

describe('what a scanner was set to send along', () => {
  test('the symbology mark and the asterisks of Code 39 are no part of the number', () => {
    expect(scanned(strokes(`]C1${CARD}\n`, [4]))).toEqual([CARD]);
    expect(scanned(strokes(`*${CARD}*\n`, [4]))).toEqual([CARD]);
  });

  test('an invented prefix stays, so that nobody sells a card that is not on the table', () => {
    expect(scanned(strokes(`X9${CARD}\n`, [4]))).toEqual([`X9${CARD}`]);
  });

  test('Tab ends a scan as Enter does', () => {
    expect(scanned(strokes(`${CARD}\t`, cabled))).toEqual([CARD]);
  });
});

describe('the test page says in words what came in', () => {
  const report = (text: string, gaps: readonly number[], manner?: Manner) =>
    reportOf(strokes(text, gaps, manner));

  test('a good scan, with its timing', () => {
    expect(report(`${CARD}\n`, [6])).toMatchObject({
      ...{ text: CARD, characters: 18, fastest: 6, slowest: 6, average: 6, suffix: 'Enter', ime: false },
      ...{ good: true, verdict: '可以用。' },
    });
  });

  test('an input method that is on', () => {
    expect(report(`${CARD}\n`, [6], { ime: true })).toMatchObject({ good: true, ime: true });
    expect(report(`${CARD}\n`, [6], { ime: true })?.verdict).toContain('中文输入法开着');
  });

  test.each([
    ['no Enter', CARD, [6], 'none', '后缀'],
    ['too slow', `${CARD}\n`, [80], 'Enter', '字符间延时'],
    ['a few characters', '1017\n', [6], 'Enter', '条码没有读全'],
    ['a pause', `${CARD}\n`, [6, 6, 6, 6, 6, 6, 400, 6], 'Enter', '检查连线'],
  ] as const)('%s, with its cure', (_, text, gaps, suffix, cure) => {
    const found = report(text, gaps);
    expect(found).toMatchObject({ good: false, suffix });
    expect(found?.cure).toContain(cure);
  });

  test('Tab works and is named', () => {
    expect(report(`${CARD}\t`, [6])).toMatchObject({ good: true, suffix: 'Tab' });
  });

  test('a lone Enter is nothing', () => {
    expect(report('\n', [])).toBe(null);
  });
});
