import type { RunPanelState, RunToPage } from '../../training/panel/messages.ts';
import { connect } from './editorApi.ts';
import type { PageContext } from './pageContext.ts';
import { RunPage } from './runPage.ts';

const editor = connect();
let page: RunPage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<RunToPage>) => receive(data));
editor.postMessage({ kind: 'ready', chartWidth: Math.max(100, document.body.clientWidth - 24) });

function receive(message: RunToPage): void {
  if (message.kind === 'start') page = start(message);
  else page?.receive(message);
}

function start({ words, title, place, state }: Extract<RunToPage, { kind: 'start' }>): RunPage {
  let remembered: RunPanelState = state;
  editor.setState(remembered);
  const context: PageContext = {
    words,
    ask: message => editor.postMessage(message),
    state: () => remembered,
    remember: change => {
      remembered = { ...remembered, ...change };
      editor.setState(remembered);
    },
  };
  return new RunPage(context, { title, place });
}
