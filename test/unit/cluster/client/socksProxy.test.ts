import assert from 'node:assert/strict';
import { type AddressInfo, createConnection, createServer, type Server } from 'node:net';
import { suite, test } from 'node:test';
import { connect } from '../../../../src/cluster/client/clusterClient.ts';
import { TestServer } from '../../../support/testServer.ts';

/** A SOCKS 5 proxy without passwords (RFC 1928) that leads every connection to one port, and notes where it was to go. */
async function aSocksProxy(port: number, targets: string[]): Promise<Server> {
  const proxy = createServer(socket => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', asked => {
        const nameLength = asked[4] ?? 0;
        const name = asked.subarray(5, 5 + nameLength).toString();
        targets.push(`${name}:${asked.readUInt16BE(5 + nameLength)}`);
        const onward = createConnection(port, '127.0.0.1', () => {
          socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
          socket.pipe(onward).pipe(socket);
        });
        onward.on('error', () => socket.destroy());
        socket.on('close', () => onward.destroy());
      });
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  return proxy;
}

function aClient(proxyUrl: string) {
  const server = 'http://cluster.example:6443';
  const context = { name: 'a', cluster: 'a', server, user: 'a', isCurrent: true };
  return connect({ context, cluster: { server, 'proxy-url': proxyUrl }, user: { token: 'abc' } }, {});
}

suite('a SOCKS proxy of a kubeconfig', () => {
  test('carries the requests, and finds the server by its name', async () => {
    const server = await TestServer.start();
    server.answerJson({ gitVersion: 'v1.36.3' });
    const targets: string[] = [];
    const proxy = await aSocksProxy(server.port, targets);
    const client = aClient(`socks5://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    assert.deepEqual(await client.serverVersion(), { ok: true, value: 'v1.36.3' });
    assert.deepEqual(targets, ['cluster.example:6443']);
    assert.equal(server.last.headers.authorization, 'Bearer abc');
    client.dispose();
    await server.stop();
    await new Promise(resolve => proxy.close(resolve));
  });

  test('that is not there is named as unreachable', async () => {
    const client = aClient('socks5://127.0.0.1:1');
    const version = await client.serverVersion();
    assert.equal(!version.ok && version.failure.kind, 'unreachable');
    client.dispose();
  });

  test('of a kind that is not spoken is a mistake of the kubeconfig, not of the server', async () => {
    for (const scheme of ['socks4', 'ftp']) {
      const client = aClient(`${scheme}://127.0.0.1:1`);
      const version = await client.serverVersion();
      assert.equal(!version.ok && version.failure.kind, 'badKubeconfig', scheme);
      assert.match((!version.ok && version.failure.message) || '', new RegExp(`proxy.*${scheme}`));
      client.dispose();
    }
  });
});
