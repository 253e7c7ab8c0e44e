import type { PanelState, ToEditor } from '../../drift/panel/messages.ts';

/** The editor as the page sees it. */
export interface EditorApi {
  postMessage(message: ToEditor): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

declare const acquireVsCodeApi: () => EditorApi;

/** Connects to the editor; may be called once in a page's life. */
export function connect(): EditorApi {
  return acquireVsCodeApi();
}
