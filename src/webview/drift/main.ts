import type { ComparedTables, PanelState, ToPage } from '../../drift/panel/messages.ts';
import { ComparisonView } from './comparisonView.ts';
import { connect } from './editorApi.ts';
import { html } from './elements.ts';
import { header } from './header.ts';
import { type PageContext, pageContext } from './pageContext.ts';
import { failureView, moveProgress, progressView } from './waiting.ts';

const editor = connect();
let started: { readonly context: PageContext; readonly tables: ComparedTables } | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => receive(data));
editor.postMessage({ kind: 'ready' });

function receive(message: ToPage): void {
  if (message.kind === 'start') {
    started = {
      context: pageContext(message.words, message.language, ask => editor.postMessage(ask)),
      tables: message.tables,
    };
    document.documentElement.lang = message.language;
    remember({ ...rememberedFor(message.tables), tables: message.tables });
    return;
  }
  if (started) show(message, started.context, started.tables);
}

function show(
  message: Exclude<ToPage, { kind: 'start' }>,
  context: PageContext,
  tables: ComparedTables,
): void {
  switch (message.kind) {
    case 'progress':
      if (!moveProgress(context, message.done, message.column)) {
        put(header(context, tables, {}), progressView(context, message.done, message.column));
      }
      break;
    case 'failed':
      put(header(context, tables, {}), failureView(context, context.words.failed, message.message));
      break;
    case 'stopped':
      put(header(context, tables, {}), failureView(context, context.words.stopped));
      break;
    case 'comparison': {
      const state = { ...rememberedFor(tables), tables };
      put(new ComparisonView(context, message, { state, remember }).element);
      break;
    }
  }
}

function put(...elements: readonly HTMLElement[]): void {
  const page = elements.length === 1 ? elements : [html('main', {}, ...elements)];
  document.body.replaceChildren(...page);
}

function remember(state: PanelState): void {
  editor.setState(state);
}

/** Choice and order stay while the same columns are compared, whichever table is the reference. */
function rememberedFor(tables: ComparedTables): Omit<PanelState, 'tables'> {
  const { tables: before, ...rest } = editor.getState() ?? { tables: undefined };
  const uris = ({ reference, current }: ComparedTables) => [reference.uri, current.uri].sort().join(' ');
  return before && uris(before) === uris(tables) ? rest : {};
}
