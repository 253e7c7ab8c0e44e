import { deepStrictEqual, ok } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { wordsOf } from '../../../../../src/manifest/say.ts';
import {
  autoscaler,
  container,
  type Json,
  job,
  object,
  pod,
  podOf,
  podSpec,
  service,
  workload,
} from './builders.ts';
import { placesIn, problemsIn } from './judging.ts';

/** What the API server takes although it can hardly be meant. */
const warned: readonly (readonly [place: string, manifest: Json])[] = [
  [
    'core/env-repeated spec.containers[0].env[1].name warning',
    podOf({
      env: [
        { name: 'A', value: '1' },
        { name: 'A', value: '2' },
      ],
    }),
  ],
  [
    'core/port-repeated spec.containers[0].ports[1].containerPort warning',
    podOf({ ports: [{ containerPort: 80 }, { containerPort: 80 }] }),
  ],
  [
    'core/command-in-one-string spec.containers[0].command[0] warning',
    podOf({ command: ['python train.py --epochs 3'] }),
  ],
  [
    'core/unknown-port-name spec.containers[0].livenessProbe.tcpSocket.port warning',
    podOf({ livenessProbe: { tcpSocket: { port: 'http' } } }),
  ],
  [
    'core/undeclared-port spec.containers[0].livenessProbe.tcpSocket.port information',
    podOf({ ports: [{ containerPort: 80 }], livenessProbe: { tcpSocket: { port: 81 } } }),
  ],
  ['core/volume-without-source spec.volumes[0] warning', pod({ volumes: [{ name: 'data' }] })],
  [
    'core/volume-gone spec.volumes[0].gitRepo warning',
    pod({ volumes: [{ name: 'data', gitRepo: { repository: 'r' } }] }),
  ],
  [
    'core/null-label-selector spec.topologySpreadConstraints[0].labelSelector warning',
    pod({
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
    }),
  ],
  [
    'core/hook-without-effect spec.containers[0].lifecycle.preStop.tcpSocket warning',
    podOf({ lifecycle: { preStop: { tcpSocket: { port: 80 } } } }),
  ],
  [
    'core/session-affinity spec.sessionAffinityConfig warning',
    service({ sessionAffinityConfig: { clientIP: { timeoutSeconds: 3 } } }),
  ],
  [
    'core/node-port spec.ports[0].nodePort warning',
    service({ type: 'NodePort', ports: [{ port: 80, nodePort: 8080 }] }),
  ],
  [
    'core/replica-bounds spec.minReplicas warning',
    autoscaler({
      minReplicas: 0,
      metrics: [
        { type: 'External', external: { metric: { name: 'a' }, target: { type: 'Value', value: 1 } } },
      ],
    }),
  ],
];

suite('core rules that warn', () => {
  for (const [place, manifest] of warned)
    test(place, () => {
      const places = placesIn(manifest);
      ok(places.includes(place), places.join('; '));
      deepStrictEqual(
        places.filter(other => other.endsWith(' error')),
        [],
      );
    });
});

const mount = { name: 'a', mountPath: '/a' };

suite('core rules and other kinds', () => {
  test('only warn of pods that a controller will make', () => {
    const template = { spec: podSpec({ containers: [container({ volumeMounts: [mount] })] }) };
    const training = object('kubeflow.org/v1', 'PyTorchJob', {
      spec: { pytorchReplicaSpecs: { Worker: { replicas: 1, template } } },
    });
    deepStrictEqual(placesIn(training), [
      'core/unknown-volume spec.pytorchReplicaSpecs.Worker.template.spec.containers[0].volumeMounts[0].name warning',
    ]);
  });
  test('leave alone what a controller completes', () => {
    const spec = {
      entrypoint: 'a',
      templates: [{ name: 'a', container: { image: 'busybox', name: '', volumeMounts: [mount] } }],
    };
    deepStrictEqual(placesIn(object('argoproj.io/v1alpha1', 'Workflow', { spec })), []);
    const predictor = { model: { modelFormat: { name: 'sklearn' }, storageUri: 's3://a/b' } };
    deepStrictEqual(
      placesIn(object('serving.kserve.io/v1beta1', 'InferenceService', { spec: { predictor } })),
      [],
    );
  });
  test('find wrong values wherever a container is embedded', () => {
    const spec = {
      entrypoint: 'a',
      templates: [{ name: 'a', container: { image: 'busybox', ports: [{ containerPort: 0 }] } }],
    };
    deepStrictEqual(placesIn(object('argoproj.io/v1alpha1', 'Workflow', { spec })), [
      'core/number-out-of-range spec.templates[0].container.ports[0].containerPort error',
    ]);
  });
  test('do not judge what is filled in later', () => {
    const names = ['{{inputs.parameters.name}}', `\${NAME}`, '$(NAME)', '$NAME'];
    for (const serviceAccountName of names) deepStrictEqual(placesIn(pod({ serviceAccountName })), []);
    deepStrictEqual(
      placesIn(podOf({ resources: { requests: { cpu: `\${CPU}` }, limits: { cpu: '1' } } })),
      [],
    );
  });
  test('count the claim templates of a StatefulSet among its volumes', () => {
    const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
    const volumeClaimTemplates = [{ metadata: { name: 'a' }, spec }];
    const containers = [container({ volumeMounts: [mount] })];
    deepStrictEqual(placesIn(workload('StatefulSet', { volumeClaimTemplates }, { containers })), []);
  });
  test('let a StatefulSet name hosts as it likes, since it names them anew', () =>
    deepStrictEqual(placesIn(workload('StatefulSet', {}, { hostname: 'a.b' })), []));
  test('take null for absent, as the server does', () => {
    deepStrictEqual(placesIn(pod({ restartPolicy: null, activeDeadlineSeconds: null, volumes: null })), []);
    deepStrictEqual(placesIn(job({ backoffLimit: null, selector: null })), []);
  });
  test('take defaults into account', () => {
    deepStrictEqual(placesIn(job({ completionMode: 'Indexed' })), []);
    deepStrictEqual(placesIn(service({ ports: [{ port: 80, targetPort: '' }] })), []);
    deepStrictEqual(placesIn(autoscaler({ behavior: { scaleUp: { stabilizationWindowSeconds: 0 } } })), []);
  });
  test('allow several Services, containers and devices side by side', () => {
    const ports = [
      { name: 'tcp', port: 53 },
      { name: 'udp', port: 53, protocol: 'UDP' },
    ];
    deepStrictEqual(placesIn(service({ ports })), []);
    deepStrictEqual(placesIn(service({ clusterIP: 'None', ports: undefined })), []);
    deepStrictEqual(
      placesIn(service({ type: 'ExternalName', externalName: 'example.com', ports: undefined })),
      [],
    );
    deepStrictEqual(placesIn(podOf({ resources: { limits: { 'nvidia.com/gpu': 8, cpu: '1500m' } } })), []);
    const sidecar = container({
      name: 'proxy',
      restartPolicy: 'Always',
      startupProbe: { tcpSocket: { port: 80 } },
    });
    deepStrictEqual(placesIn(pod({ initContainers: [sidecar] })), []);
  });
  test('let a variable build on its former value', () => {
    const env = [
      { name: 'PATH', value: '/bin' },
      { name: 'PATH', value: '$(PATH):/opt/bin' },
    ];
    deepStrictEqual(placesIn(podOf({ env })), []);
  });
});

suite('core rules and secrets', () => {
  test('never say a value of a Secret', () => {
    const value = 'hunter2hunter2';
    const secret = object('v1', 'Secret', {
      type: 'kubernetes.io/dockerconfigjson',
      stringData: { '.dockerconfigjson': value, 'a b': value },
    });
    const words = problemsIn(secret).map(({ message }) => wordsOf(message));
    ok(words.length >= 2);
    deepStrictEqual(
      words.filter(text => text.includes(value)),
      [],
    );
  });
});
