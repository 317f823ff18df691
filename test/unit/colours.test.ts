import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Colours, type Contrast, colours } from '../../renderer/colours.ts';

/** WCAG 2.2: (lighter + 0.05) / (darker + 0.05), of relative luminances. */
function ratio(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

type Name = keyof Colours;

/** Which text stands on which grounds, as in style/*.css and theme.ts. */
const textOn: Readonly<Partial<Record<Name, readonly Name[]>>> = {
  ink: ['ground', 'card', 'quiet', 'quiet-strong', 'brand-soft', 'amber-soft', 'bad-soft', 'good-soft'],
  'ink-soft': [
    'ground',
    'card',
    'quiet',
    'quiet-strong',
    'brand-soft',
    'amber-soft',
    'bad-soft',
    'good-soft',
  ],
  'ink-faint': ['card'],
  brand: ['card'],
  'brand-deep': ['card', 'brand-soft'],
  'on-brand': ['brand'],
  'on-brand-soft': ['brand-deep'],
  'on-brand-faint': ['brand-deep'],
  'amber-ink': ['amber', 'amber-soft'],
  bad: ['card', 'bad-soft', 'ground'],
  'bad-ink': ['bad-strong'],
  good: ['card', 'good-soft'],
  'good-ink': ['good-strong'],
};

/** What must be seen, though it is no text: the edge of a field, the ring around what has the cursor. */
const edgesOn: Readonly<Partial<Record<Name, readonly Name[]>>> = {
  focus: ['card', 'ground'],
  'focus-on-brand': ['brand-deep'],
};

function tooFaint(contrast: Contrast, pairs: typeof textOn, least: number): string[] {
  const set = colours[contrast];
  return Object.entries(pairs).flatMap(([text, grounds]) =>
    grounds.flatMap((ground) => {
      const found = ratio(set[text as Name], set[ground]);
      return found < least ? [`${text} on ${ground}: ${found.toFixed(2)}`] : [];
    }),
  );
}

test('the ratio is the one of the standard', () => {
  expect(ratio('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(ratio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});

describe('every text is readable on its ground', () => {
  test('at 4.5:1 in the plain look', () => expect(tooFaint('plain', textOn, 4.5)).toEqual([]));
  test('at 7:1 in high contrast', () => expect(tooFaint('high', textOn, 7)).toEqual([]));
  test('and the ring around the cursor stands out at 3:1', () => {
    expect(tooFaint('plain', edgesOn, 3)).toEqual([]);
    expect(tooFaint('high', edgesOn, 3)).toEqual([]);
  });
  test('in high contrast the edges of fields and tables do too', () => {
    expect(tooFaint('high', { line: ['card'], 'line-strong': ['card', 'ground'] }, 3)).toEqual([]);
  });
});

test('the style sheets name every colour of text and ground, so that both looks have it', () => {
  const folder = join(import.meta.dirname, '../../renderer/style');
  const files = globSync('*.css', { cwd: folder });
  expect(files.length).toBeGreaterThan(10);
  const bare = files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      // White is what paper is, in any look.
      .filter((line) => /^\s*(background|color|border[a-z-]*|outline[a-z-]*):.*#[0-9a-f]{3,8}/i.test(line))
      .filter((line) => !/^(slip|print)\.css: background: #ffffff;/.test(`${file}: ${line.trim()}`))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect(bare).toEqual([]);
});
