import type { Page } from '@playwright/test';

/** Keys as a scanner sends them, 5 ms apart by their own time, however busy the test machine is. */
export async function scan(page: Page, text: string, manner: 'plain' | 'ime' = 'plain'): Promise<void> {
  const keys = [...text].map((character) => [character, codeOf(character)]);
  const composing = manner === 'ime';
  await page.evaluate<void>(`(() => {
    let at = performance.now();
    const press = (key, code) => {
      const named = ${composing} ? 'Process' : key;
      const init = { key: named, code, isComposing: ${composing}, bubbles: true, cancelable: true };
      const event = new KeyboardEvent('keydown', init);
      // The machine's own time: what the page does in between takes none.
      Object.defineProperty(event, 'timeStamp', { value: (at += 5) });
      return document.activeElement.dispatchEvent(event);
    };
    for (const [character, code] of ${JSON.stringify(keys)}) {
      // What an input method makes of the keys is not what was sent.
      if (!press(character, code)) continue;
      // Keys on a row or a button write nothing; the command would, where the cursor last stood in a field.
      if (document.activeElement.matches('input, textarea'))
        document.execCommand('insertText', false, ${composing} ? '嗯' : character);
    }
    press('Enter', 'Enter');
  })()`);
}

function codeOf(character: string): string {
  if (character === '-') return 'Minus';
  return /[0-9]/.test(character) ? `Digit${character}` : `Key${character}`;
}
