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

  /** Chooses the row whose label is `label`. */
  async pick(label: string | RegExp): Promise<void> {
    const name =
      typeof label === 'string'
        ? this.#page.locator('.label-name').getByText(label, { exact: true })
        : this.#page.getByText(label);
    await this.rows.filter({ has: name }).first().click();
  }

  /** Ticks rows of a list that takes several, and accepts. */
  async pickAll(labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.pick(label);
    await this.widget.getByRole('button', { name: 'OK' }).click();
  }
}
