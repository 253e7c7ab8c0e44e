import { allNamespaces, type NamespaceScope, scopeOf } from '../../cluster/namespaceScope.ts';
import { memory } from '../ids.ts';

/** The part of `vscode.Memento` that is needed here. */
export interface Memento {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What the workspace remembers of contexts: which is the current one, and the namespaces chosen in each. */
export class SessionMemory {
  readonly #memento: Memento;

  constructor(memento: Memento) {
    this.#memento = memento;
  }

  get currentContext(): string | undefined {
    const name = this.#memento.get<unknown>(memory.currentContext);
    return typeof name === 'string' ? name : undefined;
  }

  set currentContext(name: string | undefined) {
    void this.#memento.update(memory.currentContext, name);
  }

  /** The scope chosen in a context; every namespace where nothing was chosen. */
  scope(context: string): NamespaceScope {
    const chosen = this.#namespaces()[context];
    if (!Array.isArray(chosen)) return allNamespaces;
    return scopeOf(chosen.filter(name => typeof name === 'string'));
  }

  rememberScope(context: string, scope: NamespaceScope): void {
    const { [context]: _, ...others } = this.#namespaces();
    const next = scope.kind === 'all' ? others : { ...others, [context]: scope.namespaces };
    void this.#memento.update(memory.namespaces, next);
  }

  #namespaces(): Readonly<Record<string, unknown>> {
    return this.#memento.get<Readonly<Record<string, unknown>>>(memory.namespaces) ?? {};
  }
}
