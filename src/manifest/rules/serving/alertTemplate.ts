import { type Message, say } from '../../say.ts';

const functions = new Set(
  (
    'and or not len index slice print printf println html js urlquery call eq ne lt le gt ge ' +
    'query first label value sortByLabel strvalue safeHtml args match reReplaceAll title toUpper toLower graphLink tableLink ' +
    'humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp toTime toDuration now ' +
    'pathPrefix externalURL parseDuration stripPort stripDomain tmpl urlQueryEscape'
  ).split(' '),
);
const words = new Set([
  'if',
  'else',
  'end',
  'range',
  'with',
  'define',
  'template',
  'block',
  'break',
  'continue',
  'nil',
  'true',
  'false',
]);
const openers = new Set(['if', 'range', 'with', 'define', 'block']);

/**
 * What Go's template parser would refuse in an annotation or label of an alert, with the functions that Prometheus adds; undefined
 * where it parses. Prometheus makes one text template of each value when it loads the rule.
 */
export function templateProblem(text: string): Message | undefined {
  const open: string[] = [];
  let at = 0;
  for (;;) {
    const start = text.indexOf('{{', at);
    if (start === -1) break;
    const end = endOfAction(text, start + 2);
    if (end === undefined) return say`The template opens with {{ and is not closed with }}.`;
    const action = text
      .slice(start + 2, end)
      .replace(/^-\s/, '')
      .replace(/\s-$/, '')
      .trim();
    const problem = actionProblem(action, open);
    if (problem !== undefined) return problem;
    at = end + 2;
  }
  const [last] = open.slice(-1);
  return last === undefined ? undefined : say`The ${last} of the template is not closed with {{ end }}.`;
}

/** Where the `}}` stands that closes an action; undefined where it is missing. Strings and comments may hold braces. */
function endOfAction(text: string, from: number): number | undefined {
  let quote = '';
  for (let at = from; at < text.length; at++) {
    const sign = text.charAt(at);
    if (quote !== '') {
      if (sign === '\\' && quote === '"') at++;
      else if (sign === quote) quote = '';
    } else if (sign === '"' || sign === '`') quote = sign;
    else if (sign === '}' && text.charAt(at + 1) === '}') return at;
  }
  return undefined;
}

function actionProblem(action: string, open: string[]): Message | undefined {
  if (action.startsWith('/*')) return undefined;
  if (action === '') return say`The template holds an empty action, {{ }}.`;
  const bare = action.replace(/"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)'/g, '""');
  const odd = /[^\x20-\x7e\s]|["'`](?!"|(?<="")[\s\S])|[;@#%^&?<>\\{}[\]]/u.exec(bare.replaceAll('""', ' '));
  if (odd !== null)
    return say`The template holds ${odd[0]}, which stands for nothing there; strings want plain double quotes.`;
  if (depthOf(bare) !== 0) return say`The brackets of the template action do not match: ${action}.`;
  return wordProblem(bare, open);
}

function depthOf(text: string): number {
  let depth = 0;
  for (const sign of text) {
    if (sign === '(') depth++;
    if (sign === ')') depth--;
    if (depth < 0) return depth;
  }
  return depth;
}

function wordProblem(bare: string, open: string[]): Message | undefined {
  const [first = ''] = bare.split(/[\s(]/);
  if (openers.has(first)) open.push(first);
  if (first === 'end' && open.pop() === undefined)
    return say`The template has an {{ end }} that closes nothing.`;
  if (first === 'else' && open.length === 0)
    return say`The template has an {{ else }} that belongs to nothing.`;
  for (const match of bare.matchAll(/(?<![\w.$])[A-Za-z_]\w*/g)) {
    const [word] = match;
    if (!functions.has(word) && !words.has(word)) return say`Templates of alerts have no function ${word}.`;
  }
  return undefined;
}
