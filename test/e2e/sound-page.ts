import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(serious.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

/** Nothing scrolls sideways, and the Chinese is drawn by a font that has it. */
export async function expectFits(page: Page): Promise<void> {
  const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate<number>(wide)).toBeLessThanOrEqual(0);
  expect(await page.evaluate<boolean>(`document.fonts.check('16px "App Sans SC"', '䶮𬱟')`)).toBe(true);
}
