import { suite } from 'node:test';
import { testCases } from './judging.ts';

function kserve(kind: string, spec: string, name = 'a'): string {
  return `apiVersion: serving.kserve.io/v1alpha1\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;
}

suite('an LLMInferenceService', () => {
  const llm = (fields: string): string =>
    kserve('LLMInferenceService', `model: {uri: "hf://a/b", name: base}, ${fields}`);
  const model = (fields: string): string =>
    kserve('LLMInferenceService', `model: {uri: "hf://a/b", name: base, ${fields}}`);
  const router = (fields: string): string => llm(`router: {${fields}}`);
  const tier = (text: string, cpu = 'cpu: 1Gi, '): string =>
    llm(`kvCacheOffloading: {${cpu}secondary: [${text}]}`);
  testCases([
    ['holds', llm('replicas: 1, parallelism: {tensor: 2}')],
    [
      'minds where its model comes from',
      kserve('LLMInferenceService', 'model: {uri: "abc://a"}'),
      'kserve/storage-uri spec.model.uri',
    ],
    [
      'wants to know how workers share',
      llm('worker: {containers: []}'),
      'kserve/llm-parallelism spec.parallelism',
    ],
    [
      'wants workers to share something',
      llm('worker: {containers: []}, parallelism: {tensor: 2}'),
      'kserve/llm-parallelism spec.parallelism',
    ],
    ['holds for a pipeline of workers', llm('worker: {containers: []}, parallelism: {pipeline: 2}')],
    [
      'takes one kind of parallelism',
      llm('parallelism: {pipeline: 2, data: 2, dataLocal: 1}'),
      'kserve/llm-parallelism spec.parallelism',
    ],
    [
      'takes data with dataLocal',
      llm('parallelism: {data: 2}'),
      'kserve/llm-parallelism spec.parallelism.dataLocal',
    ],
    [
      'looks at prefill too',
      llm('prefill: {parallelism: {dataLocal: 2}}'),
      'kserve/llm-parallelism spec.prefill.parallelism.data',
    ],
    ['holds for managed routes', router('route: {}, gateway: {}, scheduler: {}')],
    [
      'takes refs or a spec',
      router('route: {http: {refs: [{name: a}], spec: {}}}'),
      'kserve/llm-router spec.router.route.http.spec',
    ],
    [
      'wants a gateway for own routes',
      router('route: {http: {refs: [{name: a}]}}, gateway: {}'),
      'kserve/llm-router spec.router.route.http.refs',
    ],
    [
      'hangs a route up once',
      router('route: {http: {spec: {parentRefs: [{name: g}]}}}, gateway: {refs: [{name: h}]}'),
      'kserve/llm-router spec.router.route.http.spec',
    ],
    ['holds for a share of traffic', router('route: {group: g, weight: 10}')],
    [
      'wants a weight for a group',
      router('route: {group: g}'),
      'kserve/llm-traffic spec.router.route.weight',
    ],
    [
      'wants a group for a weight',
      router('route: {weight: 10}'),
      'kserve/llm-traffic spec.router.route.group',
    ],
    [
      'splits no traffic by an Ingress',
      router('ingress: {}, route: {group: g, weight: 10}'),
      'kserve/llm-traffic spec.router.route.group',
    ],
    [
      'splits no traffic of own routes',
      router('route: {group: g, weight: 10, http: {refs: [{name: a}]}}'),
      'kserve/llm-traffic spec.router.route.group',
    ],
    [
      'wants a scheduler',
      router('scheduler: {replicas: 0}'),
      'kserve/llm-scheduler spec.router.scheduler.replicas',
    ],
    [
      'wants its configuration',
      router('scheduler: {config: {}}'),
      'kserve/llm-scheduler spec.router.scheduler.config.inline',
    ],
    [
      'wants its configuration once',
      router('scheduler: {config: {inline: {a: 1}, ref: {name: x}}}'),
      'kserve/llm-scheduler spec.router.scheduler.config.ref',
    ],
    [
      'scales both parts alike',
      llm('scaling: {maxReplicas: 2, keda: {}}, prefill: {scaling: {maxReplicas: 2, wva: {hpa: {}}}}'),
      'kserve/llm-scaling spec.prefill.scaling',
    ],
    [
      'moves both parts alike',
      llm('scaling: {maxReplicas: 2, wva: {keda: {}}}, prefill: {scaling: {maxReplicas: 2, wva: {hpa: {}}}}'),
      'kserve/llm-scaling spec.prefill.scaling.wva',
    ],
    [
      'holds when both are scaled alike',
      llm('scaling: {maxReplicas: 2, wva: {hpa: {}}}, prefill: {scaling: {maxReplicas: 2, wva: {hpa: {}}}}'),
    ],
    ['takes adapters', model('lora: {adapters: [{name: x}, {name: y}]}')],
    [
      'wants their names',
      model('lora: {adapters: [{uri: "hf://a/c"}]}'),
      'kserve/llm-adapters spec.model.lora.adapters[0].name',
    ],
    [
      'wants their names once',
      model('lora: {adapters: [{name: x}, {name: x}]}'),
      'kserve/llm-adapters spec.model.lora.adapters[1].name',
    ],
    [
      'wants other names than the model',
      model('lora: {adapters: [{name: base}]}'),
      'kserve/llm-adapters spec.model.lora.adapters[0].name',
    ],
    ['takes a second tier', tier('{fileSystem: {emptyDir: {}}}')],
    [
      'wants a first tier',
      tier('{fileSystem: {emptyDir: {}}}', ''),
      'kserve/llm-offloading spec.kvCacheOffloading.cpu',
    ],
    [
      'wants a file system',
      tier('{}'),
      'kserve/llm-offloading spec.kvCacheOffloading.secondary[0].fileSystem',
    ],
    [
      'wants one volume',
      tier('{fileSystem: {emptyDir: {}, pvc: {ref: {name: a}}}}'),
      'kserve/llm-offloading spec.kvCacheOffloading.secondary[0].fileSystem',
    ],
  ]);
});
