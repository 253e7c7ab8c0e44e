/** Something that holds a resource until it is disposed of. Compatible with `vscode.Disposable`. */
export interface Disposable {
  dispose(): void;
}

/**
 * Owns other disposables and ends them with itself, newest first.
 *
 * What is handed to a dead owner is disposed of at once. When several children throw, all are still disposed of
 * and the errors come out together as one `AggregateError`.
 */
export class Owner implements Disposable {
  #children: Disposable[] = [];
  #isDisposed = false;

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  /** Takes ownership of `child` and returns it. */
  own<T extends Disposable>(child: T): T {
    if (this.#isDisposed) child.dispose();
    else this.#children.push(child);
    return child;
  }

  /** Disposes of `child` now, if it is still owned, and forgets it. */
  release(child: Disposable): void {
    const index = this.#children.indexOf(child);
    if (index < 0) return;
    this.#children.splice(index, 1);
    child.dispose();
  }

  /** Returns a signal that aborts when this owner ends. */
  signal(): AbortSignal {
    const controller = new AbortController();
    this.own({ dispose: () => controller.abort() });
    return controller.signal;
  }

  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    const children = this.#children.reverse();
    this.#children = [];
    const errors: unknown[] = [];
    for (const child of children) {
      try {
        child.dispose();
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, 'some owned things could not be disposed of');
  }
}
