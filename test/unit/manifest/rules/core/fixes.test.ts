import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { suite, test } from 'node:test';
import { mended, placesIn } from './judging.ts';

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: train
spec:
  template:
    spec:
      containers:
        - name: main
          image: busybox
`;

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: train
spec:
  containers:
    - name: main
      image: busybox
`;

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        tier: front
    spec:
      containers:
        - name: main
          image: busybox
`;

/** A text mended by one fix, which leaves nothing to object to. */
function mends(text: string, rule: string, after: string, choice = 0): void {
  const result = mended(text, rule, choice);
  strictEqual(result, after);
  deepStrictEqual(
    placesIn(result).filter(place => place.startsWith(rule)),
    [],
  );
}

suite('fixes of the core rules', () => {
  test('add the restart policy that a Job needs, one of two', () => {
    mends(job, 'core/restart-policy', `${job.trimEnd()}\n      restartPolicy: Never\n`);
    mends(job, 'core/restart-policy', `${job.trimEnd()}\n      restartPolicy: OnFailure\n`, 1);
  });
  test('write the restart policy of Deployments', () => {
    const text = `${deployment}      restartPolicy: Never\n`;
    strictEqual(mended(text, 'core/restart-policy'), `${deployment}      restartPolicy: Always\n`);
  });
  test('give pods the labels of the selector', () =>
    mends(
      deployment,
      'core/selector-mismatch',
      deployment.replace('        tier: front\n', '        tier: front\n        app: web\n'),
    ));
  test('give pods labels where they have none', () =>
    mends(
      deployment.replace('    metadata:\n      labels:\n        tier: front\n', ''),
      'core/selector-mismatch',
      `${deployment.replace('    metadata:\n      labels:\n        tier: front\n', '').trimEnd()}\n    metadata:\n      labels:\n        app: web\n`,
    ));
  test('lower a request to its limit', () => {
    const text = `${pod}      resources:\n        requests:\n          cpu: "4"\n        limits:\n          cpu: "2"\n`;
    mends(text, 'core/request-over-limit', text.replace('"4"', '"2"'));
  });
  test('add the limit that a device needs', () => {
    const text = `${pod}      resources:\n        requests:\n          nvidia.com/gpu: 2\n`;
    mends(text, 'core/device-request', `${text.trimEnd()}\n        limits:\n          nvidia.com/gpu: 2\n`);
  });
  test('equal the request for a device to its limit, as a number', () => {
    const text = `${pod}      resources:\n        requests:\n          nvidia.com/gpu: 1\n        limits:\n          nvidia.com/gpu: 2\n`;
    mends(text, 'core/device-request', text.replace('gpu: 1', 'gpu: 2'));
  });
  test('round a part of a device up', () => {
    const text = `${pod}      resources:\n        limits:\n          nvidia.com/gpu: 0.5\n`;
    mends(text, 'core/device-fraction', text.replace('0.5', '1'));
  });
  test('name the volume that was meant', () => {
    const text = `${pod}      volumeMounts:\n        - name: dta\n          mountPath: /data\n  volumes:\n    - name: data\n      emptyDir: {}\n`;
    mends(text, 'core/unknown-volume', text.replace('dta', 'data'));
  });
  test('spell a container as a DNS label', () => {
    const text = pod.replace('name: main', 'name: My_Main');
    mends(text, 'core/malformed-name', text.replace('My_Main', 'my-main'));
  });
  test('trim an image', () => {
    const text = pod.replace('image: busybox', 'image: "busybox "');
    mends(text, 'core/image-blanks', text.replace('busybox ', 'busybox'));
  });
  test('take away the second handler of a probe', () => {
    const probe = `${pod}      livenessProbe:\n        httpGet:\n          port: 80\n`;
    mends(`${probe}        tcpSocket:\n          port: 80\n`, 'core/one-of-many', probe);
  });
  test('set the success threshold of a liveness probe to one', () => {
    const text = `${pod}      livenessProbe:\n        successThreshold: 3\n        tcpSocket:\n          port: 80\n`;
    mends(text, 'core/probe-success-threshold', text.replace('3', '1'));
  });
  test('name the port that a probe means', () => {
    const text = `${pod}      ports:\n        - name: web\n          containerPort: 80\n      livenessProbe:\n        tcpSocket:\n          port: http\n`;
    mends(text, 'core/unknown-port-name', text.replace('port: http', 'port: web'));
  });
  test('remove the earlier of two variables', () => {
    const text = `${pod}      env:\n        - name: A\n          value: "1"\n        - name: A\n          value: "2"\n`;
    mends(text, 'core/env-repeated', text.replace('        - name: A\n          value: "1"\n', ''));
  });
  test('remove value or valueFrom of a variable', () => {
    const field = '          valueFrom:\n            fieldRef:\n              fieldPath: metadata.name\n';
    const text = `${pod}      env:\n        - name: A\n          value: "1"\n${field}`;
    mends(text, 'core/env-value-and-source', text.replace('          value: "1"\n', ''));
    mends(text, 'core/env-value-and-source', text.replace(field, ''), 1);
  });
  test('move a time zone out of the schedule', () => {
    const head = 'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: nightly\nspec:\n';
    const body =
      '  jobTemplate:\n    spec:\n      template:\n        spec:\n          restartPolicy: Never\n          containers:\n            - name: main\n              image: busybox\n';
    mends(
      `${head}  schedule: TZ=Europe/Madrid 0 3 * * *\n${body}`,
      'core/time-zone-in-schedule',
      `${head}  schedule: 0 3 * * *\n${body.trimEnd()}\n  timeZone: Europe/Madrid\n`,
    );
  });
  test('name the ports of a Service', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n    - port: 81\n      name: b\n';
    mends(text, 'core/service-port-names', text.replace('- port: 80\n', '- port: 80\n      name: port-80\n'));
  });
  test('take a nodePort out of a ClusterIP Service', () => {
    const text =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n    - port: 80\n      nodePort: 30080\n';
    mends(text, 'core/node-port', text.replace('      nodePort: 30080\n', ''));
  });
  test('add the namespace of a ServiceAccount', () => {
    const text =
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata:\n  name: a\nroleRef:\n  apiGroup: rbac.authorization.k8s.io\n  kind: ClusterRole\n  name: view\nsubjects:\n  - kind: ServiceAccount\n    name: a\n';
    mends(text, 'core/subject', `${text}    namespace: default\n`);
  });
  test('add the group of a scale target', () => {
    const text =
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: a\nspec:\n  maxReplicas: 3\n  scaleTargetRef:\n    kind: Deployment\n    name: a\n';
    mends(text, 'core/scale-target-version', `${text}    apiVersion: apps/v1\n`);
  });
  test('take probes out of init containers', () => {
    const probe = '      livenessProbe:\n        tcpSocket:\n          port: 80\n';
    const text = `${pod}  initContainers:\n    - name: init\n      image: busybox\n`;
    mends(text + probe, 'core/init-container-probe', text);
  });
  test('mend a key of a ConfigMap', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  my key: b\n';
    mends(text, 'core/data-key', text.replace('my key', 'my_key'));
  });
  test('begin a path with a slash', () => {
    const text =
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: a\nspec:\n  rules:\n    - http:\n        paths:\n          - path: api\n            pathType: Prefix\n            backend:\n              service:\n                name: a\n                port:\n                  number: 80\n';
    mends(text, 'core/ingress-path', text.replace('path: api', 'path: /api'));
  });
});
