import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { resultsFolder } from './edition.ts';
import { type Theme, themeLabel } from './profile.ts';
import { QuickInput } from './quickInput.ts';
import { Tree } from './tree.ts';

/** How long a screen waits for what it expects: generous, since a slow machine is no failure. */
export const patienceMs = 60_000;

/** A VS Code window, with the words of somebody who looks at it and clicks. */
export class Editor {
  readonly page: Page;
  readonly quickInput: QuickInput;

  constructor(page: Page) {
    this.page = page;
    this.quickInput = new QuickInput(page);
    page.setDefaultTimeout(patienceMs);
  }

  /** Opens a window at an address, and waits until its workbench and its explorer stand. */
  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await this.page.locator('.monaco-workbench').waitFor();
    await this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
  }

  /** Runs a command by its title in the palette, such as `Timonel: Deploy Project`. */
  async runCommand(title: string): Promise<void> {
    for (const until = Date.now() + patienceMs; ; ) {
      await this.quickInput.openPalette();
      await this.quickInput.type(`>${title}`);
      if (await this.quickInput.offers(title)) return this.quickInput.pick(title);
      if (Date.now() > until) throw new Error(`The palette does not offer "${title}".`);
      // The list is made when the palette opens: a command that was enabled since then shows in a new one.
      await this.quickInput.close();
    }
  }

  /** Opens a view container of the activity bar by its title. */
  async openContainer(title: string): Promise<void> {
    const tab = this.page.locator('.part.activitybar').getByRole('tab', { name: title });
    const isOpen = (await tab.getAttribute('aria-expanded')) === 'true';
    if (!isOpen) await tab.click();
    await this.page.locator('.part.sidebar .composite.title').getByText(title, { exact: false }).waitFor();
  }

  /** The tree of a view, by the view's name: `Cluster`; the explorer's is named after the folder. */
  tree(view: string | RegExp): Tree {
    return new Tree(this.page, this.page.locator('.part.sidebar').getByRole('tree', { name: view }));
  }

  /** The tab of an open editor, by what its label says. */
  tab(label: string | RegExp): Locator {
    return this.page.locator('.part.editor').getByRole('tab', { name: label });
  }

  /** Opens a file of the folder by its name, through quick open. */
  async openFile(name: string): Promise<void> {
    await this.quickInput.openFiles();
    await this.quickInput.type(name);
    await this.quickInput.pick(name);
    await this.tab(name).waitFor();
    await this.quickInput.widget.waitFor({ state: 'hidden' });
    // Until it has the focus, the editor loses what is typed.
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  /** Types at the cursor, and waits until the text stands there. */
  async typeText(text: string): Promise<void> {
    await this.page.keyboard.type(text);
    await this.page.locator('.view-line').filter({ hasText: text }).first().waitFor();
  }

  /** The document inside the webview that shows now. With several, `title` is that of the wanted one's tab. */
  webview(title?: string): FrameLocator {
    const named = title === undefined ? '' : `[title="${title}"]`;
    return this.page
      .locator('iframe.webview.ready')
      .filter({ visible: true })
      .last()
      .contentFrame()
      .locator(`iframe#active-frame${named}`)
      .contentFrame();
  }

  /** Notices at the lower right, those that hold `text` if it is given. */
  notification(text: string | RegExp = ''): Locator {
    return this.page.locator('.notifications-toasts .notification-toast').filter({ hasText: text });
  }

  /** Presses a button of the notice that holds `text`. */
  async answer(text: string | RegExp, button: string): Promise<void> {
    await this.notification(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** The modal dialogue that is open. */
  dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /** Entries of the status bar that hold `text`. */
  statusBar(text: string | RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  /** Lines of the editor that has the focus, as they stand on the screen. */
  async visibleText(): Promise<string> {
    const lines = await this.page.locator('.part.editor .view-lines .view-line').allInnerTexts();
    return lines.join('\n').replaceAll('\u00a0', ' ');
  }

  /** Changes the colour theme through its own list. */
  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.type(themeLabel(theme));
    await this.quickInput.pick(themeLabel(theme));
    await this.quickInput.widget.waitFor({ state: 'hidden' });
  }

  /** Leaves a picture of the window in the results folder, and returns its path. */
  async screenshot(name: string): Promise<string> {
    mkdirSync(resultsFolder, { recursive: true });
    const path = join(resultsFolder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
