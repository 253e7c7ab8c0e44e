import type { Locator, Page } from 'playwright-core';

/** The input box at the top of the window: the palette, lists to choose from, boxes to type in. */
export class QuickInput {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get widget(): Locator {
    return this.#page.locator('.quick-input-widget').filter({ visible: true });
  }

  get input(): Locator {
    return this.widget.locator('.quick-input-box input');
  }

  /** The rows of the list, each with its label and description. */
  get rows(): Locator {
    return this.widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Opens the command palette, however the focus stands. */
  async openPalette(): Promise<void> {
    await this.#open('F1');
  }

  /** Opens the list of files. */
  async openFiles(): Promise<void> {
    await this.#open('Control+P');
  }

  async #open(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
    await this.input.waitFor();
  }

  /** Replaces what stands in the box. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Types and accepts, as in a box that asks for a text. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.input.press('Enter');
  }

  /** Says whether the list comes to hold a row labelled `label` within a few seconds. */
  async offers(label: string | RegExp): Promise<boolean> {
    return this.#row(label)
      .waitFor({ timeout: 3_000 })
      .then(
        () => true,
        () => false,
      );
  }

  /** Chooses the row whose label is `label`. Of a long list only a part is there: `type` first. */
  async pick(label: string | RegExp): Promise<void> {
    await this.#row(label).click();
  }

  async close(): Promise<void> {
    await this.#page.keyboard.press('Escape');
    await this.widget.waitFor({ state: 'hidden' });
  }

  #row(label: string | RegExp): Locator {
    const isExact = typeof label === 'string';
    const name = this.#page.locator('.label-name').getByText(label, { exact: isExact });
    return this.rows.filter({ has: name }).first();
  }

  /** Ticks rows of a list that takes several, and accepts. */
  async pickAll(labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.pick(label);
    await this.widget.getByRole('button', { name: 'OK' }).click();
  }
}
