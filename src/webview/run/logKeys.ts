/** What keys can do to a log. */
export interface MovableLog {
  readonly pageRows: number;
  readonly length: number;
  moveBy(rows: number): void;
  extendBy(rows: number): void;
  chooseAll(): void;
  chooseNone(): void;
  copy(): void;
}

/** Moves through the log by a key; keys that mean nothing here are left to the browser. */
export function moveByKey(event: KeyboardEvent, log: MovableLog): void {
  const action = actionOf(event, log);
  if (!action) return;
  event.preventDefault();
  action();
}

function actionOf(event: KeyboardEvent, log: MovableLog): (() => void) | undefined {
  if (event.altKey) return undefined;
  if (event.ctrlKey || event.metaKey) {
    if (event.key.toLowerCase() === 'a') return () => log.chooseAll();
    const hasMarkedText = !(getSelection()?.isCollapsed ?? true);
    if (event.key.toLowerCase() === 'c' && !hasMarkedText) return () => log.copy();
    return event.key === 'Home' || event.key === 'End' ? moveOf(event.key, log) : undefined;
  }
  if (event.key === 'Escape') return () => log.chooseNone();
  if (event.shiftKey && event.key === 'ArrowUp') return () => log.extendBy(-1);
  if (event.shiftKey && event.key === 'ArrowDown') return () => log.extendBy(1);
  return moveOf(event.key, log);
}

function moveOf(key: string, log: MovableLog): (() => void) | undefined {
  const rows: Readonly<Record<string, number>> = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -log.pageRows,
    PageDown: log.pageRows,
    Home: -log.length,
    End: log.length,
  };
  const by = rows[key];
  return by === undefined ? undefined : () => log.moveBy(by);
}
