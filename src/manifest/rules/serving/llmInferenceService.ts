import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt, mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, givenEntry, mapsAt, repeatsAmong, wholeNumber } from './given.ts';
import { perhapsMendedBy, removeField, repeating } from './mend.ts';
import { judgeStorageUri } from './storageUri.ts';

/** What KServe's webhook refuses in an LLMInferenceService beyond the CRD's own conditions (llm_inference_service_validation.go). */
export const llmInferenceServiceRules: RuleSet = {
  facts: [
    {
      id: 'kserve/llm-parallelism',
      severity: 'error',
      summary: 'Workers need data or pipeline parallelism, not both, and data goes together with dataLocal.',
      why: 'The webhook refuses other combinations, since the pods could not be laid out.',
    },
    {
      id: 'kserve/llm-router',
      severity: 'error',
      summary: 'Routes and gateways are either managed or referred to, not mixed.',
      why: 'The webhook refuses own routes on a managed gateway, a spec beside refs, and a spec with parents beside gateway refs.',
    },
    {
      id: 'kserve/llm-traffic',
      severity: 'error',
      summary: 'A routing group and its weight go together, on managed routes.',
      why: 'The webhook refuses one without the other, and both beside an Ingress or own routes.',
    },
    {
      id: 'kserve/llm-scheduler',
      severity: 'error',
      summary: 'A scheduler has at least one replica, and its configuration is either inline or a reference.',
      why: 'The webhook refuses the rest.',
    },
    {
      id: 'kserve/llm-scaling',
      severity: 'error',
      summary: 'Prefill and decode are scaled in the same way.',
      why: 'The webhook refuses a mix, since two autoscalers would decide without knowing of each other.',
    },
    {
      id: 'kserve/llm-adapters',
      severity: 'error',
      summary: 'LoRA adapters have names of their own that differ from the model.',
      why: 'Requests choose an adapter by its name; the webhook refuses adapters without one, repeated names and that of the model.',
    },
    {
      id: 'kserve/llm-offloading',
      severity: 'error',
      summary:
        'Secondary tiers of the key-value cache stand on a first tier in memory, each on one kind of volume.',
      why: 'The webhook refuses tiers without cpu, and a tier with none or several volumes.',
    },
  ],
  kinds: { 'serving.kserve.io/LLMInferenceService': judge },
};

function judge(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const prefill = mapAt(spec, 'prefill');
  for (const workload of [spec, prefill])
    if (workload !== undefined) {
      judgeParallelism(workload, report);
      judgeOffloading(workload, report);
    }
  judgeScaling(spec, prefill, report);
  const router = mapAt(spec, 'router');
  if (router !== undefined) {
    judgeRoutes(router, report);
    judgeTraffic(router, report);
    judgeScheduler(router, report);
  }
  judgeModel(object, spec, report);
}

function judgeParallelism(workload: MapNode, report: Report): void {
  const worker = givenEntry(workload, 'worker');
  const sizes = mapAt(workload, 'parallelism');
  const has = (name: string): boolean => given(sizes, name) !== undefined;
  const isData = has('data') || has('dataLocal');
  if (worker !== undefined && !isData && !has('pipeline')) {
    const message = say`Workers need to know how the model is spread; set parallelism.pipeline, or parallelism.data and dataLocal.`;
    if (sizes === undefined) report('kserve/llm-parallelism', workload, message, { missing: 'parallelism' });
    else report('kserve/llm-parallelism', sizes, message);
  }
  if (sizes === undefined) return;
  if (isData && has('pipeline'))
    report('kserve/llm-parallelism', sizes, say`Data and pipeline parallelism exclude each other.`);
  if (has('data') !== has('dataLocal')) {
    const missing = has('data') ? 'dataLocal' : 'data';
    report(
      'kserve/llm-parallelism',
      sizes,
      say`data and dataLocal are set together; ${missing} is missing.`,
      { missing },
    );
  }
}

function judgeRoutes(router: MapNode, report: Report): void {
  const http = mapAt(router, 'route', 'http');
  const refs = givenEntry(http, 'refs');
  const spec = givenEntry(http, 'spec');
  const gateway = givenEntry(router, 'gateway');
  const gateways = itemsAt(router, 'gateway', 'refs');
  const hasRefs = itemsAt(http, 'refs').length > 0;
  if (refs !== undefined && hasRefs && spec !== undefined)
    report(
      'kserve/llm-router',
      spec.key,
      say`The route is given by refs and by a spec; keep one of them.`,
      perhapsMendedBy(() => removeField(spec.key)),
    );
  if (refs !== undefined && hasRefs && gateway !== undefined && gateways.length === 0)
    report(
      'kserve/llm-router',
      refs.key,
      say`Own routes cannot hang on a managed gateway; name the gateway in gateway.refs, or take gateway away.`,
    );
  if (spec !== undefined && itemsAt(spec.value, 'parentRefs').length > 0 && gateways.length > 0)
    report(
      'kserve/llm-router',
      spec.key,
      say`The route's parentRefs and gateway.refs both say where the route hangs; keep one of them.`,
    );
}

function judgeTraffic(router: MapNode, report: Report): void {
  const route = mapAt(router, 'route');
  const group = givenEntry(route, 'group');
  const weight = givenEntry(route, 'weight');
  const either = group ?? weight;
  if (route === undefined || either === undefined) return;
  if (given(router, 'ingress') !== undefined)
    report(
      'kserve/llm-traffic',
      either.key,
      say`Traffic is split by the Gateway API only, not by an Ingress.`,
    );
  else if (group === undefined || weight === undefined) {
    const missing = group === undefined ? 'group' : 'weight';
    report('kserve/llm-traffic', route, say`group and weight go together; ${missing} is missing.`, {
      missing,
    });
  } else if (itemsAt(route, 'http', 'refs').length > 0)
    report(
      'kserve/llm-traffic',
      group.key,
      say`Traffic is split on managed routes only, not on those of http.refs.`,
    );
}

function judgeScheduler(router: MapNode, report: Report): void {
  const scheduler = mapAt(router, 'scheduler');
  const replicas = given(scheduler, 'replicas');
  const count = wholeNumber(replicas);
  if (replicas !== undefined && count !== undefined && count <= 0)
    report(
      'kserve/llm-scheduler',
      replicas,
      say`The scheduler has ${count} replicas; it needs one at least.`,
    );
  const config = mapAt(scheduler, 'config');
  if (config === undefined) return;
  const inline = givenEntry(config, 'inline');
  const ref = givenEntry(config, 'ref');
  if (inline === undefined && ref === undefined)
    report('kserve/llm-scheduler', config, say`The configuration is empty; give it inline or by ref.`, {
      missing: 'inline',
    });
  if (inline !== undefined && ref !== undefined)
    report(
      'kserve/llm-scheduler',
      ref.key,
      say`The configuration is given inline and by ref; keep one of them.`,
      perhapsMendedBy(() => removeField(ref.key)),
    );
}

function judgeScaling(decode: MapNode, prefill: MapNode | undefined, report: Report): void {
  const own = mapAt(decode, 'scaling');
  const other = mapAt(prefill, 'scaling');
  if (own === undefined || other === undefined) return;
  const direct = (scaling: MapNode): boolean => given(scaling, 'keda') !== undefined;
  if (direct(own) !== direct(other)) {
    report(
      'kserve/llm-scaling',
      other,
      say`Decode and prefill are scaled in different ways; use wva for both or keda for both.`,
    );
    return;
  }
  const [wva, otherWva] = [mapAt(own, 'wva'), mapAt(other, 'wva')];
  if (wva === undefined || otherWva === undefined) return;
  if ((given(wva, 'hpa') !== undefined) !== (given(otherWva, 'hpa') !== undefined))
    report(
      'kserve/llm-scaling',
      otherWva,
      say`Decode and prefill are moved by different autoscalers; use hpa for both or keda for both.`,
    );
}

function judgeModel(object: ManifestObject, spec: MapNode, report: Report): void {
  const model = mapAt(spec, 'model');
  const uri = given(model, 'uri');
  if (uri?.kind === 'scalar') judgeStorageUri(uri, report);
  const adapters = mapsAt(model, 'lora', 'adapters');
  const names: (ScalarNode | undefined)[] = [];
  const base = given(model, 'name');
  const baseName = base?.kind === 'scalar' ? base.text : object.name;
  for (const adapter of adapters) {
    const name = given(adapter, 'name');
    if (name === undefined)
      report('kserve/llm-adapters', adapter, say`An adapter needs a name, by which requests choose it.`, {
        missing: 'name',
      });
    if (name?.kind !== 'scalar') continue;
    names.push(name);
    if (name.text === baseName)
      report(
        'kserve/llm-adapters',
        name,
        say`The adapter has the name of the model, so requests could not tell them apart.`,
      );
  }
  for (const { again, first } of repeatsAmong(names))
    report(
      'kserve/llm-adapters',
      again,
      say`The adapter name ${again.text} is used twice.`,
      repeating(first),
    );
}

function judgeOffloading(workload: MapNode, report: Report): void {
  const cache = mapAt(workload, 'kvCacheOffloading');
  const tiers = mapsAt(cache, 'secondary');
  if (cache === undefined || tiers.length === 0) return;
  if (given(cache, 'cpu') === undefined)
    report(
      'kserve/llm-offloading',
      cache,
      say`Secondary tiers stand on one in memory; set cpu to its size.`,
      { missing: 'cpu' },
    );
  for (const tier of tiers) {
    const files = mapAt(tier, 'fileSystem');
    if (files === undefined) {
      report('kserve/llm-offloading', tier, say`A tier needs fileSystem, the only kind there is.`, {
        missing: 'fileSystem',
      });
      continue;
    }
    const kinds = ['emptyDir', 'pvc'].filter(name => given(files, name) !== undefined);
    if (kinds.length !== 1)
      report('kserve/llm-offloading', files, say`A tier lies on exactly one of emptyDir and pvc.`);
  }
}
