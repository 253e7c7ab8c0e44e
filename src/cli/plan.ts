import { openFile, openFolder, type ProjectFolder } from '../deploy/openProject.ts';
import { makePlan } from '../deploy/plan.ts';
import { planJson, planText } from '../deploy/planText.ts';
import { renderKustomization } from '../deploy/renderKustomization.ts';
import { type Command, execute } from './command.ts';
import { exitCodes, type Io } from './io.ts';

const usage = `usage: timonel plan DIR [--namespace NAME] [--format text|json]

Prints the ordered steps of a deploy of a folder or a file. Talks to no cluster.
Exit code: 0 the plan is fine, 1 it has problems, 2 it could not be made.
`;

interface Asked {
  readonly path: string;
  readonly format: 'text' | 'json';
  readonly namespace: string | undefined;
}

const command: Command<Asked, 'text' | 'json'> = {
  name: 'plan',
  usage,
  formats: ['text', 'json'],
  options: { namespace: { type: 'string', short: 'n' } },
  read: ({ positionals: [path, ...more], format, option }) =>
    path === undefined || more.length > 0
      ? 'name one folder or file'
      : { path, format, namespace: option('namespace') },
  act: async ({ path, format, namespace }, io) => {
    const plan = makePlan(await openPath(path, io), namespace);
    io.out(format === 'json' ? `${JSON.stringify(planJson(plan), undefined, 2)}\n` : planText(plan));
    return plan.problems.length === 0 ? exitCodes.fine : exitCodes.found;
  },
};

/** `timonel plan DIR`: the ordered steps of a deploy. Resolves to the exit code. */
export function run(args: readonly string[], io: Io): Promise<number> {
  return execute(command, args, io);
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
