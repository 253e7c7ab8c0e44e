import type { Report, RuleSet, TypeCheck } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode } from '../../syntax/node.ts';
import { atMostOne } from './choices.ts';
import { withoutField } from './fieldChecks.ts';
import { facts, given, givenMap, givenScalar, keyOf, replacing } from './reading.ts';

export const probeNames = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
export const probeHandlers = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
export const hookHandlers = ['exec', 'httpGet', 'tcpSocket', 'sleep'];

const successThreshold = facts(
  'core/probe-success-threshold',
  'error',
  'A liveness or startup probe asks for more than one success.',
  'Only readiness can need several successes in a row; the API server refuses it elsewhere.',
);
const readinessGrace = facts(
  'core/probe-grace-period',
  'error',
  'A readiness probe sets terminationGracePeriodSeconds.',
  'A failed readiness probe ends nothing, so the API server refuses the field there.',
);
const deadProbe = facts(
  'core/hook-without-effect',
  'warning',
  'A hook over tcpSocket does nothing.',
  'The API server keeps the field for old objects, and the kubelet fails the hook.',
);

const checkProbe: TypeCheck = (node, report) => {
  atMostOne(node, probeHandlers, report);
};

const checkHook: TypeCheck = (node, report) => {
  atMostOne(node, hookHandlers, report);
  if (given(node, 'tcpSocket') !== undefined)
    report(deadProbe.id, keyOf(node, 'tcpSocket'), say`tcpSocket is no working hook; use httpGet or exec.`);
};

const checkProbesOf: TypeCheck = (node, report) => {
  for (const name of ['livenessProbe', 'startupProbe']) checkThreshold(givenMap(node, name), name, report);
  const readiness = givenMap(node, 'readinessProbe');
  const grace = given(readiness, 'terminationGracePeriodSeconds');
  if (readiness !== undefined && grace !== undefined)
    report(
      readinessGrace.id,
      keyOf(readiness, 'terminationGracePeriodSeconds'),
      say`A readiness probe never ends a container, so it cannot have a grace period.`,
      { fixes: () => withoutField(grace) },
    );
};

function checkThreshold(probe: MapNode | undefined, name: string, report: Report): void {
  const scalar = givenScalar(probe, 'successThreshold');
  // Zero counts as absent, and absent is one.
  if (typeof scalar?.value !== 'number' || scalar.value <= 1) return;
  report(successThreshold.id, scalar, say`successThreshold of a ${name} must be 1.`, {
    fixes: () => [replacing(scalar, 1)],
  });
}

/** Probes and lifecycle hooks, wherever they stand. */
export const handlerRules: RuleSet = {
  facts: [successThreshold, readinessGrace, deadProbe],
  types: {
    Probe: checkProbe,
    LifecycleHandler: checkHook,
    Container: checkProbesOf,
  },
};
