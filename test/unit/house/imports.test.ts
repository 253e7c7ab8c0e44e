import assert from 'node:assert/strict';
import { dirname, join, normalize } from 'node:path';
import { suite, test } from 'node:test';
import { readSource, sourceFiles } from '../../support/sources.ts';

interface Room {
  /** Rooms that it may import, besides itself and `base`. */
  readonly rooms: readonly string[];
  /** Outside packages: exact names, or `node:*`. A leading `type ` allows types only. */
  readonly packages: readonly string[];
}

const pureRooms = [
  'cluster',
  'models',
  'training',
  'pipelines',
  'experiments',
  'drift',
  'deploy',
  'manifest',
  'tree',
];

/** Who may import whom: the table of the architecture document. The longest matching folder counts. */
const house: Readonly<Record<string, Room>> = {
  base: { rooms: [], packages: [] },
  cluster: { rooms: [], packages: ['type @kubernetes/client-node'] },
  'cluster/client': { rooms: ['cluster'], packages: ['@kubernetes/client-node', 'undici', 'yaml', 'node:*'] },
  models: { rooms: ['cluster'], packages: [] },
  training: { rooms: ['cluster'], packages: [] },
  pipelines: { rooms: ['cluster'], packages: [] },
  experiments: { rooms: [], packages: [] },
  drift: { rooms: [], packages: ['hyparquet', 'hyparquet-compressors', 'papaparse', 'fzstd'] },
  'drift/threads': { rooms: ['drift'], packages: ['node:*'] },
  manifest: {
    rooms: [],
    packages: [
      'yaml',
      'js-yaml',
      '@prometheus-io/lezer-promql',
      're2js',
      '@marcbachmann/cel-js',
      'type @lezer/common',
    ],
  },
  'manifest/server': {
    rooms: ['manifest'],
    packages: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'node:*'],
  },
  deploy: { rooms: ['cluster', 'models', 'manifest'], packages: ['yaml'] },
  tree: { rooms: ['cluster', 'models', 'training', 'pipelines', 'experiments', 'drift'], packages: [] },
  demo: { rooms: ['cluster'], packages: ['node:*'] },
  webview: { rooms: ['training', 'drift'], packages: ['uplot'] },
  cli: { rooms: ['manifest', 'deploy', 'training', 'drift', 'drift/threads'], packages: ['node:*'] },
  editor: {
    rooms: [...pureRooms, 'drift/threads', 'type cluster/client', 'type demo'],
    packages: ['vscode', 'vscode-languageclient', 'yaml', 're2js', 'node:*'],
  },
  '': { rooms: ['editor', 'cluster', 'type cluster/client', 'type demo'], packages: ['vscode'] },
};

/** Chunks that are loaded on first use: a dynamic import may name them where a static one may not. */
const lazyChunks = ['cluster/client', 'demo'];

interface Import {
  readonly file: string;
  readonly target: string;
  readonly isType: boolean;
  readonly isDynamic: boolean;
}

const pattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*(?:\/\*[^*]*\*\/\s*)*['"]([^'"]+)['"]/g;

function importsOf(file: string): Import[] {
  return [...readSource(file).matchAll(pattern)].map(match => {
    const specifier = match[2] ?? match[3] ?? '';
    const isRelative = specifier.startsWith('.');
    return {
      file,
      target: isRelative ? normalize(join(dirname(file), specifier)) : specifier,
      isType: match[1] !== undefined,
      isDynamic: match[3] !== undefined,
    };
  });
}

function roomOf(file: string): string {
  const folder = dirname(file).replace(/^src\/?/, '');
  const rooms = Object.keys(house).filter(
    room => room === '' || folder === room || folder.startsWith(`${room}/`),
  );
  return rooms.sort((a, b) => b.length - a.length)[0] ?? '';
}

function isAllowed(edge: Import): boolean {
  const from = roomOf(edge.file);
  const room = house[from];
  if (!room) return false;
  if (!edge.target.startsWith('src/')) return isPackageAllowed(room, edge);
  const to = roomOf(edge.target);
  if (to === from || to === 'base' || room.rooms.includes(to)) return true;
  if (edge.isType && room.rooms.includes(`type ${to}`)) return true;
  return edge.isDynamic && lazyChunks.includes(to) && (from === 'editor' || from === '');
}

function isPackageAllowed(room: Room, edge: Import): boolean {
  const name = edge.target.startsWith('node:') ? 'node:*' : packageOf(edge.target);
  return room.packages.includes(name) || (edge.isType && room.packages.includes(`type ${name}`));
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

const files = sourceFiles('src').filter(file => file.endsWith('.ts'));
const edges = files.flatMap(importsOf);

suite('the house', () => {
  test('has rooms that import only whom they may', () => {
    const broken = edges.filter(edge => !isAllowed(edge)).map(edge => `${edge.file} imports ${edge.target}`);
    assert.deepEqual(broken, []);
  });

  test('would notice a wrong import', () => {
    const planted = { file: 'src/tree/podRow.ts', target: 'vscode', isType: false, isDynamic: false };
    assert.equal(isAllowed(planted), false);
    assert.equal(isAllowed({ ...planted, target: 'src/editor/ids.ts' }), false);
    assert.equal(isAllowed({ ...planted, target: 'src/cluster/pod.ts' }), true);
  });

  test('has no ring of imports', () => {
    assert.deepEqual(findRing(), undefined);
  });

  test('has no file that only re-exports', () => {
    const empty = files.filter(file => {
      const lines = readSource(file)
        .replaceAll(/\/\*[\s\S]*?\*\//g, '')
        .split('\n')
        .filter(line => line.trim() !== '' && !line.trim().startsWith('//'));
      return (
        lines.length > 0 && lines.every(line => /^export\s+(type\s+)?(\*|\{[^}]*\})\s+from/.test(line.trim()))
      );
    });
    assert.deepEqual(empty, []);
  });
});

function findRing(): string[] | undefined {
  const next = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.isType || !edge.target.startsWith('src/')) continue;
    next.set(edge.file, [...(next.get(edge.file) ?? []), edge.target]);
  }
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const target of next.get(file) ?? []) {
      const ring = visit(target);
      if (ring) return ring;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const ring = visit(file);
    if (ring) return ring;
  }
  return undefined;
}
