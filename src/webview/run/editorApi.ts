import type { RunPanelState, RunToEditor } from '../../training/panel/messages.ts';

/** The editor as the page sees it. */
export interface EditorApi {
  postMessage(message: RunToEditor): void;
  setState(state: RunPanelState): void;
}

declare const acquireVsCodeApi: () => EditorApi;

/** Connects to the editor; may be called once in a page's life. */
export function connect(): EditorApi {
  return acquireVsCodeApi();
}
