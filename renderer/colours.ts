import type { Look } from '../contract/domain/look.ts';

export type Contrast = Look['contrast'];

/**
 * Every colour of the page, by what it is for; style/*.css names them as custom properties (`var(--ink-soft)`). Text
 * has 4.5:1 on its ground, 7:1 with high contrast (features.md §6); test/unit/colours.test.ts computes it.
 */
const plain = {
  ground: '#f3f2ed',
  card: '#ffffff',
  line: '#dedbd2',
  'line-strong': '#a9b1b1',
  ink: '#1c2529',
  'ink-soft': '#4e5a60',
  /** Placeholders and whatever can't be used now. */
  'ink-faint': '#657076',
  brand: '#0f5a5e',
  'brand-deep': '#0b4347',
  'brand-soft': '#e4efee',
  'on-brand': '#ffffff',
  'on-brand-soft': '#eaf3f2',
  'on-brand-faint': '#b4cccb',
  amber: '#f8e4ac',
  'amber-soft': '#fdf5de',
  'amber-line': '#b98a1c',
  'amber-ink': '#553b00',
  bad: '#a8271d',
  'bad-soft': '#fcefed',
  'bad-strong': '#f9dcd8',
  'bad-line': '#e3b3ae',
  'bad-ink': '#8c1d14',
  good: '#23693b',
  'good-soft': '#e9f3ea',
  'good-strong': '#dcefdf',
  'good-ink': '#1b5730',
  /** Behind what is muted, chosen or not to be used. */
  quiet: '#f6f8f7',
  'quiet-strong': '#eceae4',
  focus: '#c27a00',
  'focus-on-brand': '#ffc65c',
};

export type Colours = Readonly<typeof plain>;

const high: Colours = {
  ground: '#ffffff',
  card: '#ffffff',
  line: '#595959',
  'line-strong': '#000000',
  ink: '#000000',
  'ink-soft': '#262626',
  'ink-faint': '#404040',
  brand: '#003c40',
  'brand-deep': '#002528',
  'brand-soft': '#dff0ef',
  'on-brand': '#ffffff',
  'on-brand-soft': '#ffffff',
  'on-brand-faint': '#d5e6e5',
  amber: '#ffe08a',
  'amber-soft': '#fff6d6',
  'amber-line': '#5c4100',
  'amber-ink': '#2b1d00',
  bad: '#8b0000',
  'bad-soft': '#fff5f4',
  'bad-strong': '#ffe3df',
  'bad-line': '#8b0000',
  'bad-ink': '#6d0000',
  good: '#00451a',
  'good-soft': '#effaf1',
  'good-strong': '#dff5e3',
  'good-ink': '#003814',
  quiet: '#ffffff',
  'quiet-strong': '#f0f0f0',
  focus: '#8a4600',
  'focus-on-brand': '#ffd27a',
};

export const colours: Readonly<Record<Contrast, Colours>> = { plain, high };
