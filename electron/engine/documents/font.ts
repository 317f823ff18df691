import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';
import { standInFor } from '../../../contract/domain/undrawable.ts';

export type Weight = 'regular' | 'bold';
export type Fonts = Readonly<Record<Weight, Font>>;

const FILES: Readonly<Record<Weight, string>> = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
};

/**
 * Reads both weights of Noto Sans SC (2 × 10 MB, about 70 ms), to be kept open by the thread that draws. The package
 * lies beside us in development and inside the archive in the installed program; Node's own lookup finds both.
 */
export function openFonts(): Fonts {
  const { resolve } = createRequire(import.meta.url);
  return { regular: openFont(resolve(FILES.regular)), bold: openFont(resolve(FILES.bold)) };
}

function openFont(file: string): Font {
  const font = openSync(file);
  if (!('layout' in font)) throw new Error('the document font is a collection');
  return font;
}

/**
 * Begins a document with font objects as good as new. fontkit remembers each glyph with the character that first asked
 * for it, and • and · (the separator in names) or ⼀ and 一 share glyphs: kept between documents, one slip's • would be
 * what is copied out of the next slip's ·, and the same slip would give other bytes. The shaping tables stay warm:
 * opening the font anew costs 23 ms a document instead.
 */
export function forgetGlyphs(fonts: Fonts): void {
  for (const font of Object.values(fonts)) Object.assign(font, { _glyphs: {} });
}

/** The text with every character that the font can't draw replaced by its stand-in: an empty box is not a name. */
export function drawable(text: string, font: Font): string {
  const missing = new Set(missingGlyphs(text, font));
  return missing.size === 0
    ? text
    : Array.from(text, (one) => (missing.has(one) ? standInFor(one) : one)).join('');
}

/** The characters of the text that the font can't draw, each once. */
export function missingGlyphs(text: string, font: Font): string[] {
  const characters = new Set(Array.from(text));
  return [...characters].filter((one) => !font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0));
}
