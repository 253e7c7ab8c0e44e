import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { authorize, narrowUser, wishOf } from '../../../../src/demo/http/authorization.ts';
import { parseRequestPath } from '../../../../src/demo/http/requestInfo.ts';

suite('parseRequestPath', () => {
  const cases: readonly (readonly [string, object | undefined])[] = [
    ['/api/v1/pods', { group: '', version: 'v1', plural: 'pods' }],
    [
      '/api/v1/namespaces/a%20b/pods/p/log',
      { group: '', version: 'v1', plural: 'pods', namespace: 'a b', name: 'p', subresource: 'log' },
    ],
    ['/api/v1/namespaces/a', { group: '', version: 'v1', plural: 'namespaces', name: 'a' }],
    [
      '/api/v1/namespaces/a/status',
      { group: '', version: 'v1', plural: 'namespaces', name: 'a', subresource: 'status' },
    ],
    [
      '/apis/apps/v1/namespaces/a/deployments/d/scale',
      {
        group: 'apps',
        version: 'v1',
        plural: 'deployments',
        namespace: 'a',
        name: 'd',
        subresource: 'scale',
      },
    ],
    [
      '/api/v1/namespaces/a/services/http:s:80/proxy/x/y',
      {
        group: '',
        version: 'v1',
        plural: 'services',
        namespace: 'a',
        name: 'http:s:80',
        subresource: 'proxy',
        rest: '/x/y',
      },
    ],
    [
      '/api/v1/namespaces/a/services/s/proxy/',
      {
        group: '',
        version: 'v1',
        plural: 'services',
        namespace: 'a',
        name: 's',
        subresource: 'proxy',
        rest: '/',
      },
    ],
    ['/api/v1', undefined],
    ['/apis/apps', undefined],
    ['/version', undefined],
  ];
  for (const [path, expected] of cases) test(path, () => assert.deepEqual(parseRequestPath(path), expected));
});

suite('authorize', () => {
  const wish = (method: string, path: string, isWatch = false) => {
    const info = parseRequestPath(path);
    assert.ok(info);
    return wishOf(method, isWatch, info);
  };

  test('requests are put in the words of RBAC', () => {
    const verbs = [
      wish('GET', '/api/v1/pods'),
      wish('GET', '/api/v1/pods', true),
      wish('GET', '/api/v1/namespaces/a/pods/p'),
      wish('POST', '/api/v1/namespaces/a/pods'),
      wish('DELETE', '/api/v1/namespaces/a/pods/p'),
      wish('DELETE', '/api/v1/namespaces/a/pods'),
      wish('PUT', '/api/v1/namespaces/a/pods/p'),
    ].map(({ verb }) => verb);
    assert.deepEqual(verbs, ['list', 'watch', 'get', 'create', 'delete', 'deletecollection', 'update']);
    assert.equal(wish('GET', '/api/v1/namespaces/a/pods/p/log').resource, 'pods/log');
  });

  test('narrow rights end where their namespace ends', () => {
    const user = narrowUser('mine');
    authorize(user, wish('GET', '/api/v1/namespaces/mine/pods'));
    assert.throws(() => authorize(user, wish('GET', '/api/v1/nodes')), {
      message:
        'nodes is forbidden: User "demo-narrow" cannot list resource "nodes" in API group "" at the cluster scope',
    });
    assert.throws(() => authorize(user, wish('GET', '/apis/apps/v1/namespaces/other/deployments/d')), {
      message:
        'deployments.apps "d" is forbidden: User "demo-narrow" cannot get resource "deployments" in API group "apps" in the namespace "other"',
    });
  });
});
