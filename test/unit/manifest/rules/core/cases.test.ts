import { deepStrictEqual, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { coreRuleSets } from '../../../../../src/manifest/rules/core/table.ts';
import {
  autoscaler,
  binding,
  claim,
  cronJob,
  deployment,
  ingressTo,
  job,
  networkPolicy,
  pod,
  podWithVolume,
  resourceClaim,
  role,
  service,
  volume,
  webhook,
  workload,
} from './builders.ts';
import { placesIn, problemsIn } from './judging.ts';
import { accessCases, dataCases, networkCases, policyCases, serviceCases } from './otherCases.ts';
import { type Case, containerCases } from './podCases.ts';
import { schedulingCases, securityCases } from './schedulingCases.ts';
import { serverCases, soundServerKinds } from './serverCases.ts';
import { volumeCases } from './volumeCases.ts';
import { autoscalingCases, jobCases, workloadCases } from './workloadCases.ts';

const themes: Readonly<Record<string, readonly Case[]>> = {
  containers: containerCases,
  volumes: volumeCases,
  scheduling: schedulingCases,
  security: securityCases,
  workloads: workloadCases,
  jobs: jobCases,
  autoscaling: autoscalingCases,
  services: serviceCases,
  data: dataCases,
  policies: policyCases,
  networks: networkCases,
  access: accessCases,
  'server kinds': serverCases,
};

for (const [theme, cases] of Object.entries(themes))
  suite(`core rules: ${theme}`, () => {
    for (const [index, [rule, path, manifest]] of cases.entries())
      test(`${index + 1}: ${rule} at ${path}`, () => {
        const places = placesIn(manifest);
        ok(places.includes(`${rule} ${path} error`), `found only: ${places.join('; ')}`);
      });
  });

suite('core rules', () => {
  const sound = [
    ...soundServerKinds,
    pod(),
    podWithVolume({ emptyDir: {} }),
    deployment(),
    workload('StatefulSet'),
    workload('DaemonSet'),
    job(),
    cronJob(),
    service(),
    autoscaler(),
    claim(),
    volume(),
    ingressTo({}),
    networkPolicy(),
    role('Role', {}),
    binding('RoleBinding', { kind: 'User', name: 'a' }),
    webhook(),
    resourceClaim({ requests: [{ name: 'gpu', exactly: { deviceClassName: 'a' } }] }),
  ];
  for (const manifest of sound)
    test(`say nothing of a sound ${String(manifest['kind'])}`, () => {
      deepStrictEqual(
        problemsIn(manifest)
          .map(({ rule }) => rule)
          .filter(rule => !/^advice\/|^schema\/retired-version$/.test(rule)),
        [],
      );
    });

  test('have facts for whatever they report, each id once', () => {
    const ids = coreRuleSets.flatMap(set => set.facts.map(({ id }) => id));
    deepStrictEqual(ids, [...new Set(ids)]);
    const known = new Set(ids);
    for (const [rule] of Object.values(themes).flat()) ok(known.has(rule), rule);
  });

  test('do not say the same twice', () => {
    for (const [, , manifest] of Object.values(themes).flat()) {
      const errors = problemsIn(manifest).filter(({ severity }) => severity === 'error');
      const nodes = errors.filter(({ missing }) => missing === undefined).map(({ at }) => at);
      deepStrictEqual(nodes.length, new Set(nodes).size, placesIn(manifest).join('; '));
    }
  });
});
