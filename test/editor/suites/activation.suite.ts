import { deepEqual, equal, ok } from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually } from './eventually.ts';
import type { HostSuite } from './hostSuite.ts';

interface Contributions {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

export default {
  name: 'activation',
  tests: {
    'the extension sleeps until something of its own is opened': () => {
      equal(extension().isActive, false);
    },
    'a manifest wakes it, and nothing is sent to a cluster': async () => {
      await using cluster = await listen();
      const before = process.env['KUBECONFIG'];
      process.env['KUBECONFIG'] = cluster.kubeconfig;
      try {
        const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: manifest });
        await vscode.window.showTextDocument(document);
        await eventually('the extension is active', () => extension().isActive);
        // A request that activation started would have come by the time of another full turn of the editor.
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await new Promise(resolve => setTimeout(resolve, 500));
        equal(cluster.connections(), 0);
      } finally {
        if (before === undefined) delete process.env['KUBECONFIG'];
        else process.env['KUBECONFIG'] = before;
      }
    },
    'every command of the manifest is registered': async () => {
      await extension().activate();
      const { contributes } = extension().packageJSON as Contributions;
      const declared = contributes.commands.map(({ command }) => command);
      ok(declared.length > 0);
      const known = new Set(await vscode.commands.getCommands(true));
      deepEqual(
        declared.filter(command => !known.has(command)),
        [],
      );
    },
  },
} satisfies HostSuite;

const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n';

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('timonel.timonel');
  if (!found) throw new Error('The extension is not installed.');
  return found;
}

/** A cluster that only counts who calls. */
async function listen() {
  let connections = 0;
  const server = createServer(socket => {
    connections += 1;
    socket.destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const folder = mkdtempSync(join(tmpdir(), 'timonel-suite-'));
  const kubeconfig = join(folder, 'config');
  writeFileSync(kubeconfig, kubeconfigFor(port));
  return {
    kubeconfig,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function kubeconfigFor(port: number): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'watched',
    clusters: [{ name: 'watched', cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: 'nobody', user: {} }],
    contexts: [{ name: 'watched', context: { cluster: 'watched', user: 'nobody' } }],
  });
}
