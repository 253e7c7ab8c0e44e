import { dirname, isAbsolute, join, sep } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { KubeconfigEntry, KubeconfigProblem } from '../access.ts';
import { isRecord, listAt, textAt } from '../wireReader.ts';

/** One kubeconfig file, taken apart. Entries that make no sense are left out and told as problems. */
export interface KubeconfigFile {
  readonly path: string;
  readonly clusters: ReadonlyMap<string, KubeconfigEntry>;
  readonly users: ReadonlyMap<string, KubeconfigEntry>;
  readonly contexts: ReadonlyMap<string, KubeconfigEntry>;
  readonly currentContext?: string;
  readonly problems: readonly KubeconfigProblem[];
}

/** Fields that name files, relative to the kubeconfig that they stand in. */
const pathFields = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile'];

/** Reads the text of one kubeconfig file, in YAML or JSON. Never throws. */
export function parseKubeconfig(path: string, text: string): KubeconfigFile {
  const problems: KubeconfigProblem[] = [];
  const complain = (message: string) =>
    void problems.push({ path, failure: { kind: 'badKubeconfig', message: `${path}: ${message}` } });
  const root = parseYaml(text, complain);
  const entries = (plural: string, singular: string) =>
    readEntries(listAt(root, plural), { plural, singular, directory: dirname(path), complain });
  const currentContext = textAt(root, 'current-context');
  return {
    path,
    clusters: entries('clusters', 'cluster'),
    users: entries('users', 'user'),
    contexts: entries('contexts', 'context'),
    ...(currentContext === undefined ? {} : { currentContext }),
    problems,
  };
}

/** YAML 1.1, as kubectl reads it: an unquoted `yes` is true. A file with a syntax error is left out as a whole. */
function parseYaml(text: string, complain: (message: string) => void): unknown {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    uniqueKeys: false,
    lineCounter,
    prettyErrors: false,
  });
  const error = document.errors[0];
  if (error) {
    // The message is ours to choose: the parser's own could quote a secret from the file.
    complain(`is not valid YAML (line ${lineCounter.linePos(error.pos[0]).line})`);
    return undefined;
  }
  try {
    const root: unknown = document.toJS();
    if (root !== null && !isRecord(root)) complain('is not a kubeconfig');
    return root;
  } catch {
    complain('uses too many YAML aliases');
    return undefined;
  }
}

interface EntryRules {
  readonly plural: string;
  readonly singular: string;
  readonly directory: string;
  readonly complain: (message: string) => void;
}

function readEntries(list: readonly unknown[], rules: EntryRules): Map<string, KubeconfigEntry> {
  const entries = new Map<string, KubeconfigEntry>();
  list.forEach((item, index) => {
    const name = textAt(item, 'name');
    const body = isRecord(item) ? item[rules.singular] : undefined;
    if (name === undefined) rules.complain(`${rules.plural}[${index}] has no name`);
    else if (body !== null && body !== undefined && !isRecord(body))
      rules.complain(`${rules.singular} "${name}" is not a map`);
    else if (!entries.has(name)) entries.set(name, absolute(body ?? {}, rules.directory));
  });
  return entries;
}

function absolute(entry: KubeconfigEntry, directory: string): KubeconfigEntry {
  const resolved: Record<string, unknown> = { ...entry };
  for (const field of pathFields) {
    const path = textAt(entry, field);
    if (path !== undefined && !isAbsolute(path)) resolved[field] = join(directory, path);
  }
  // A bare command is looked up in PATH; one with a separator is relative to the kubeconfig.
  const command = textAt(entry, 'exec', 'command');
  if (isRecord(entry['exec']) && command !== undefined && !isAbsolute(command) && /[/\\]/.test(command)) {
    resolved['exec'] = { ...entry['exec'], command: join(directory, command.replaceAll(/[/\\]/g, sep)) };
  }
  return resolved;
}
