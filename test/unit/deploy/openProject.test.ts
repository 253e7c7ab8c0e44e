import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { joinPath, kustomizationInputs } from '../../../src/deploy/kustomization.ts';
import { openFile, openFolder } from '../../../src/deploy/openProject.ts';
import { renderKustomization } from '../../../src/deploy/renderKustomization.ts';
import { bare, folderOf } from './support.ts';

const secret = bare('v1', 'Secret', 's');
const renders = async (folder: string) => ({
  ok: true as const,
  value: bare('v1', 'ConfigMap', folder || 'root'),
});

async function openedFrom(files: Readonly<Record<string, string>>) {
  const project = await openFolder(folderOf(files, renders));
  return {
    documents: project.documents.map(({ file, isRendered }) => (isRendered ? `${file} rendered` : file)),
    skipped: project.skipped.map(({ path, why }) => `${path}: ${why.split(':')[0]}`),
  };
}

suite('openFolder', () => {
  test('reads manifests by name, folders too, and nothing else', async () => {
    const opened = await openedFrom({
      'b.yml': secret,
      'a.yaml': secret,
      'deep/er/c.json': '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"}}',
      'train.py': 'print()',
      '.github/workflows/ci.yaml': secret,
      'node_modules/x/m.yaml': secret,
    });
    deepStrictEqual(opened, { documents: ['a.yaml', 'b.yml', 'deep/er/c.json'], skipped: [] });
  });

  test('leaves a Helm chart out', async () => {
    const opened = await openedFrom({
      'a.yaml': secret,
      'chart/Chart.yaml': 'name: c',
      'chart/templates/x.yaml': '{{',
    });
    deepStrictEqual(opened, { documents: ['a.yaml'], skipped: ['chart: a Helm chart'] });
  });

  test('renders a kustomization in place of what it is made from', async () => {
    const opened = await openedFrom({
      'shared/config.yaml': secret,
      'app/kustomization.yaml': 'resources: [deploy.yaml, ../shared/config.yaml]',
      'app/deploy.yaml': secret,
      'app/not-named.yaml': secret,
      'other.yaml': secret,
    });
    deepStrictEqual(opened.documents, ['other.yaml', 'app/kustomization.yaml rendered']);
    deepStrictEqual(opened.skipped, [
      'app/deploy.yaml: belongs to a kustomization, which is rendered as a whole',
      'app/not-named.yaml: belongs to a kustomization, which is rendered as a whole',
      'shared/config.yaml: belongs to a kustomization, which is rendered as a whole',
    ]);
  });

  test('renders overlays and not their base', async () => {
    const opened = await openedFrom({
      'base/kustomization.yml': 'resources: [d.yaml]',
      'base/d.yaml': secret,
      'overlays/prod/Kustomization': 'resources: [../../base]',
    });
    deepStrictEqual(opened.documents, ['overlays/prod/Kustomization rendered']);
  });

  test('makes a problem of a kustomization that cannot be rendered', async () => {
    const project = await openFolder(folderOf({ 'kustomization.yaml': 'resources: []' }));
    deepStrictEqual(
      project.problems.map(({ file, message }) => [file, message]),
      [['kustomization.yaml', 'no kustomize here']],
    );
  });
});

suite('openFile', () => {
  test('reads a single manifest', async () => {
    const project = await openFile(folderOf({ 'k8s/a.yaml': secret }), 'k8s/a.yaml');
    strictEqual(project.documents[0]?.file, 'k8s/a.yaml');
  });

  test('renders a kustomization, and tells problems at its top', async () => {
    const project = await openFile(folderOf({ 'k/kustomization.yaml': '' }, renders), 'k/kustomization.yaml');
    strictEqual(project.documents[0]?.file, 'k/kustomization.yaml');
    deepStrictEqual(project.documents[0]?.rangeOf(['metadata', 'name']).start, { line: 0, character: 0 });
  });

  test('takes a very large file for data', async () => {
    const project = await openFile(folderOf({ 'a.json': `"${'x'.repeat(5_000_000)}"` }), 'a.json');
    deepStrictEqual(project.skipped, [{ path: 'a.json', why: 'larger than 4 MB: data, no manifest' }]);
  });
});

suite('kustomizationInputs', () => {
  test('finds what a kustomization names', () => {
    const text = `resources: [a.yaml, ../b, "https://example.com/x?ref=1"]
patches:
  - path: p.yaml
  - patch: "- op: remove"
patchesStrategicMerge: ["kind: Pod\\nspec: {}"]
configMapGenerator:
  - files: [key=conf/x.yaml, y.json]
    envs: [z.env]
`;
    deepStrictEqual(kustomizationInputs('app', text), [
      'app/a.yaml',
      'b',
      'app/p.yaml',
      'app/conf/x.yaml',
      'app/y.json',
      'app/z.env',
    ]);
  });
  test('finds nothing in what does not parse', () => deepStrictEqual(kustomizationInputs('', 'a: [1'), []));
  test('joins paths', () => {
    strictEqual(joinPath('a/b', '../c/./d'), 'a/c/d');
    strictEqual(joinPath('', '../../x'), '../../x');
  });
});

suite('renderKustomization', () => {
  const answer = (exitCode: number, out: string, err = '') => ({ exitCode, out, err });

  test('asks kubectl first', async () => {
    const calls: string[] = [];
    const rendered = await renderKustomization('/p', async (command, args) => {
      calls.push([command, ...args].join(' '));
      return answer(0, 'text');
    });
    deepStrictEqual(rendered, { ok: true, value: 'text' });
    deepStrictEqual(calls, ['kubectl kustomize /p']);
  });

  test('asks kustomize where there is no kubectl', async () => {
    const rendered = await renderKustomization('/p', async command =>
      command === 'kustomize' ? answer(0, 'k') : undefined,
    );
    deepStrictEqual(rendered, { ok: true, value: 'k' });
  });

  test('passes on what kustomize complains about', async () => {
    const rendered = await renderKustomization('/p', async () => answer(1, '', 'no such file\n'));
    deepStrictEqual(rendered, { ok: false, failure: 'kustomize: no such file' });
  });

  test('says how to get one', async () => {
    const rendered = await renderKustomization('/p', async () => undefined);
    match(rendered.ok ? '' : rendered.failure, /install kubectl/);
  });
});
