import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import oniguruma from 'vscode-oniguruma';
import textMate from 'vscode-textmate';

interface Contribution {
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const yamlFolder = globSync('.cache/editors/*/node_modules/code-server/lib/vscode/extensions/yaml/syntaxes', {
  cwd: root,
}).at(-1);

/** Why a test on the editor's own YAML grammar cannot run here; `false` where it can. */
export const withoutYamlGrammar: string | false =
  yamlFolder === undefined
    ? 'no editor is installed in .cache/editors, so its YAML grammar is not here'
    : false;

/** Each stretch of a text with the scopes that tell it apart, from the outermost to the innermost; line by line. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Reads lines by a grammar as the editor would: ours, or the editor's YAML grammar with what we inject into it, or bare. */
export async function tokensOf(
  scopeName: string,
  text: string,
  isBare = false,
): Promise<readonly (readonly Token[])[]> {
  const grammar = await (isBare ? bare : whole).loadGrammar(scopeName);
  if (grammar === null) throw new Error(`there is no grammar ${scopeName}`);
  let stack = textMate.INITIAL;
  return text.split('\n').map(line => {
    const { tokens, ruleStack, stoppedEarly } = grammar.tokenizeLine(line, stack, 5_000);
    if (stoppedEarly) throw new Error(`the line takes too long: ${line.slice(0, 80)}`);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes,
    }));
  });
}

const onigLib = loadOniguruma();
const whole = registry(contributed());
const bare = registry([]);

function registry(injected: readonly Contribution[]): textMate.Registry {
  return new textMate.Registry({
    onigLib,
    loadGrammar: scopeName => Promise.resolve(grammarOf(scopeName)),
    getInjections: scopeName =>
      injected.filter(({ injectTo }) => injectTo?.includes(scopeName)).map(each => each.scopeName),
  });
}

async function loadOniguruma() {
  const path = join(dirname(createRequire(import.meta.url).resolve('vscode-oniguruma')), 'onig.wasm');
  await oniguruma.loadWASM(readFileSync(path));
  return {
    createOnigScanner: (patterns: string[]) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text: string) => new oniguruma.OnigString(text),
  };
}

function grammarOf(scopeName: string) {
  const own = contributed().find(each => each.scopeName === scopeName);
  const yaml = scopeName.replace('source.', '').replace(/^yaml\./, 'yaml-');
  const path = own?.path ?? (yamlFolder && join(yamlFolder, `${yaml}.tmLanguage.json`));
  return path === undefined ? null : textMate.parseRawGrammar(readFileSync(join(root, path), 'utf8'), path);
}

function contributed(): readonly Contribution[] {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly contributes: { readonly grammars: readonly Contribution[] };
  };
  return manifest.contributes.grammars;
}
