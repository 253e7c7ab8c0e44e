import { parseArgs } from 'node:util';
import { openFile, openFolder, type ProjectFolder } from '../deploy/openProject.ts';
import { makePlan } from '../deploy/plan.ts';
import { planJson, planText } from '../deploy/planText.ts';
import { renderKustomization } from '../deploy/renderKustomization.ts';
import { exitCodes, type Io } from './io.ts';

const usage = `usage: timonel plan DIR [--namespace NAME] [--format text|json]

Prints the ordered steps of a deploy of a folder or a file. Talks to no cluster.
Exit code: 0 the plan is fine, 1 it has problems, 2 it could not be made.
`;

/** `timonel plan DIR`: the ordered steps of a deploy. Resolves to the exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  const asked = parse(args);
  if (typeof asked === 'string') {
    io.err(`timonel plan: ${asked}\n\n${usage}`);
    return exitCodes.couldNotRun;
  }
  if (asked.help) {
    io.out(usage);
    return exitCodes.fine;
  }
  try {
    const project = await openPath(asked.path, io);
    const plan = makePlan(project, asked.namespace);
    io.out(asked.format === 'json' ? `${JSON.stringify(planJson(plan), undefined, 2)}\n` : planText(plan));
    return plan.problems.length === 0 ? exitCodes.fine : exitCodes.found;
  } catch (error) {
    io.err(`timonel plan: ${error instanceof Error ? error.message : String(error)}\n`);
    return exitCodes.couldNotRun;
  }
}

interface Asked {
  readonly path: string;
  readonly format: 'text' | 'json';
  readonly namespace?: string;
  readonly help: boolean;
}

function parse(args: readonly string[]): Asked | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        namespace: { type: 'string', short: 'n' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const { format, namespace, help } = values;
    const [path, ...more] = positionals;
    if (format !== 'text' && format !== 'json') return `no such format: ${format}`;
    if (!help && (path === undefined || more.length > 0)) return 'name one folder or file';
    return { path: path ?? '.', format, help, ...(namespace === undefined ? {} : { namespace }) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function openPath(path: string, io: Io) {
  const root = path.replace(/\/+$/, '') || '/';
  const inRoot = (inner: string) => (inner === '' ? root : `${root}/${inner}`);
  if (await io.files.isFolder(root)) return await openFolder(projectFolder(io, inRoot));
  const cut = root.lastIndexOf('/');
  const beside = (inner: string) => (cut < 0 ? inner || '.' : `${root.slice(0, cut)}/${inner}`);
  return await openFile(projectFolder(io, beside), root.slice(cut + 1));
}

function projectFolder(io: Io, placeOf: (inner: string) => string): ProjectFolder {
  return {
    list: folder => io.files.list(placeOf(folder)),
    readText: async path => new TextDecoder().decode(await io.files.read(placeOf(path))),
    renderKustomization: folder => renderKustomization(placeOf(folder), io.run),
  };
}
