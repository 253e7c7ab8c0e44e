import type { Locator, Page } from 'playwright-core';

/** A tree of a view: rows by what they say, one level after the other. */
export class Tree {
  readonly #page: Page;
  readonly #tree: Locator;

  constructor(page: Page, tree: Locator) {
    this.#page = page;
    this.#tree = tree;
  }

  /** The rows whose text (label and description) holds `label`. */
  item(label: string | RegExp): Locator {
    return this.#tree.getByRole('treeitem').filter({ hasText: label });
  }

  /** What all the rows that show say, in order. */
  async rows(): Promise<readonly string[]> {
    const texts = await this.#tree.getByRole('treeitem').allInnerTexts();
    return texts.map(text => text.replace(/\s+/g, ' ').trim());
  }

  /** Opens rows one below the other; each is waited for. */
  async expand(...path: readonly (string | RegExp)[]): Promise<void> {
    for (const label of path) {
      const row = this.item(label).first();
      await row.waitFor();
      if ((await row.getAttribute('aria-expanded')) === 'false') {
        await row.locator('.monaco-tl-twistie').click();
      }
    }
  }

  /** Chooses an entry of a row's context menu. One that has only just opened takes no click: then it is clicked again. */
  async choose(label: string | RegExp, entry: string): Promise<void> {
    await this.item(label).first().click({ button: 'right' });
    const item = this.#page.locator('.monaco-menu').getByRole('menuitem', { name: entry });
    const isClosed = () =>
      item.waitFor({ state: 'hidden', timeout: 1000 }).then(
        () => true,
        () => false,
      );
    do await item.click();
    while (!(await isClosed()));
  }

  /** Presses a button that stands in a row. */
  async press(label: string | RegExp, button: string): Promise<void> {
    const row = this.item(label).first();
    await row.hover();
    await row.getByRole('button', { name: button }).click();
  }
}
