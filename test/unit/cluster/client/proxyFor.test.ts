import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { isLoopback, proxyFor } from '../../../../src/cluster/client/proxyFor.ts';

const server = (address: string) => new URL(address);
const through = (address: string, env: Record<string, string>) => proxyFor(server(address), undefined, env);
const proxy = 'http://proxy:3128';
const unless = (exceptions: string) => ({ HTTPS_PROXY: proxy, NO_PROXY: exceptions });

suite('proxyFor', () => {
  test("lets the cluster's own proxy win", () => {
    assert.equal(proxyFor(server('https://127.0.0.1'), 'socks5://p:1080', unless('*')), 'socks5://p:1080');
  });

  test("takes the environment's proxy for the server's scheme", () => {
    assert.equal(through('https://a', { HTTPS_PROXY: proxy, HTTP_PROXY: 'http://other' }), proxy);
    assert.equal(through('http://a', { HTTPS_PROXY: proxy, http_proxy: 'http://other' }), 'http://other');
    assert.equal(through('https://a', { https_proxy: 'proxy:3128' }), proxy);
    assert.equal(through('https://a', { HTTPS_PROXY: '' }), undefined);
    assert.equal(through('https://a', {}), undefined);
  });

  test('never goes through a proxy to this machine', () => {
    for (const host of ['localhost:6443', '127.0.0.1', '127.5.5.5', '[::1]:6443'])
      assert.equal(through(`https://${host}`, { HTTPS_PROXY: proxy }), undefined, host);
  });

  const cases: readonly (readonly [exception: string, address: string, isExcepted: boolean])[] = [
    ['a.example', 'https://a.example', true],
    ['a.example', 'https://sub.a.example:6443', true],
    ['a.example', 'https://ba.example', false],
    ['.a.example', 'https://sub.a.example', true],
    ['.a.example', 'https://a.example', false],
    ['*.a.example', 'https://sub.a.example', true],
    ['A.Example', 'https://a.example', true],
    ['a.example:6443', 'https://a.example:6443', true],
    ['a.example:6443', 'https://a.example', false],
    ['a.example:443', 'https://a.example', true],
    ['10.0.0.0/8', 'https://10.1.2.3:6443', true],
    ['10.0.0.0/8', 'https://11.1.2.3', false],
    ['10.0.0.0/99', 'https://10.1.2.3', false],
    ['10.0.0.0/8', 'https://ten.example', false],
    ['10.1.2.3', 'https://10.1.2.3', true],
    ['fd00::/8', 'https://[fd00::5]:6443', true],
    ['fd00::5', 'https://[fd00::5]:6443', true],
    ['other, a.example ,', 'https://a.example', true],
    ['', 'https://a.example', false],
    ['*', 'https://a.example', true],
  ];
  for (const [exception, address, isExcepted] of cases) {
    test(`${isExcepted ? 'excepts' : 'does not except'} ${address} for "${exception}"`, () => {
      assert.equal(through(address, unless(exception)), isExcepted ? undefined : proxy);
    });
  }
});

suite('isLoopback', () => {
  test('is not taken in by a name', () => {
    assert.equal(isLoopback(server('https://127.0.0.1.example')), false);
    assert.equal(isLoopback(server('https://localhost.example')), false);
  });
});
