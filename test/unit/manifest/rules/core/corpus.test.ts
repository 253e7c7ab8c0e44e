import { deepStrictEqual, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { withoutCorpus } from '../../../../support/corpus.ts';
import { builtInCatalog } from '../../../../support/schemas.ts';
import { compareAll } from '../../agreement/agreement.ts';

const core =
  /^(?:v1|apps\/v1|batch\/v1|autoscaling\/v[12]|(?:networking|rbac\.authorization|storage|scheduling|resource|admissionregistration)\.k8s\.io\/v1|policy\/v1)$/;

suite('core rules over the corpus', { skip: withoutCorpus('server-verdicts/valid.tsv') }, () => {
  const judged = () => compareAll(builtInCatalog()).filter(({ server }) => core.test(server.apiVersion));

  test('raise no error where a real API server raised none', () => {
    const accepted = judged().filter(({ server }) => server.status === '201');
    ok(accepted.length > 2000, `${accepted.length} accepted documents`);
    const wrong = accepted.flatMap(({ server, errors }) =>
      errors
        .filter(({ rule }) => rule.startsWith('core/'))
        .map(({ rule, path }) => `${server.file}: ${rule} ${path}`),
    );
    deepStrictEqual(wrong, []);
  });

  test('raise one where it did, unless placeholders or the cluster decide', () => {
    const refused = judged().filter(({ server }) => server.status === '422');
    const undecided = /\$\{|\$\(|not configured|allocate IP/;
    const missed = refused.filter(
      ({ outcome, server }) => outcome === 'missed' && !undecided.test(server.message),
    );
    ok(refused.length > 100, `${refused.length} refused documents`);
    deepStrictEqual(
      missed.map(({ server }) => `${server.file} #${server.index} ${server.kind}: ${server.message}`),
      [],
    );
  });
});
