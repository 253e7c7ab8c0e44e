import type { Disposable } from './owner.ts';

/** Subscribes to something that happens; the result ends the subscription. Compatible with `vscode.Event`. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The firing side of an {@link Event}. A listener that throws does not keep the others from hearing. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #onError: (error: unknown) => void;

  /** @param onError hears what listeners throw; without it such errors surface as unhandled rejections. */
  constructor(onError: (error: unknown) => void = error => void Promise.reject(error)) {
    this.#onError = onError;
  }

  readonly event: Event<T> = listener => {
    // A wrapper keeps two subscriptions of the same function apart.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  };

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
