import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import type { MapNode, ScalarNode } from '../../syntax/node.ts';
import { given, mapsAt, repeatsAmong, wholeNumber } from './given.ts';
import { changeTo, perhapsMendedBy, repeating } from './mend.ts';
import { judgeGraph } from './seldonGraph.ts';

/** What the webhook of Seldon Core v1 refuses in the predictors of a SeldonDeployment (seldondeployment_webhook.go). */
export const seldonDeploymentRules: RuleSet = {
  facts: [
    {
      id: 'seldon/predictors',
      severity: 'error',
      summary: 'A SeldonDeployment has at least one predictor, and each has a name of its own.',
      why: 'The webhook refuses none and repeated names, since Deployments are named after them.',
    },
    {
      id: 'seldon/traffic',
      severity: 'error',
      summary: 'The traffic of several predictors adds up to 100; a single one takes 100 or says nothing.',
      why: 'The webhook refuses other sums. Shadows do not count.',
    },
    {
      id: 'seldon/shadow',
      severity: 'error',
      summary: 'At most one predictor is a shadow, and it is not the only one.',
      why: 'A shadow gets a copy of the traffic of another predictor; the webhook refuses two of them, and one alone.',
    },
    {
      id: 'seldon/protocol',
      severity: 'error',
      summary: 'Protocol, transport and server type are words that Seldon knows.',
      why: 'The webhook refuses others.',
    },
    {
      id: 'seldon/kafka',
      severity: 'error',
      summary: 'A Kafka server names its broker and topics in svcOrchSpec.env of each predictor.',
      why: 'The webhook refuses it without KAFKA_BROKER, KAFKA_INPUT_TOPIC and KAFKA_OUTPUT_TOPIC.',
    },
    {
      id: 'seldon/endpoint-type',
      severity: 'error',
      summary:
        'All endpoints of a deployment speak the same transport, which is that of the deployment where it names one.',
      why: 'The webhook refuses a mix of REST and gRPC.',
    },
    {
      id: 'seldon/mount',
      severity: 'error',
      summary: 'Containers of a predictor mount volumes that their spec has.',
      why: 'The API server refuses the Deployment that the operator makes, and the predictor never starts.',
    },
    {
      id: 'seldon/model-metadata',
      severity: 'warning',
      summary: 'The versions of MODEL_METADATA are a list.',
      why: 'The model server reads the variable at its start and ignores metadata that it cannot read.',
    },
  ],
  kinds: { 'machinelearning.seldon.io/SeldonDeployment': judge },
};

function judge(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  if (spec === undefined) return;
  const predictors = mapsAt(spec, 'predictors');
  const list = given(spec, 'predictors');
  if (list?.kind === 'sequence' && list.items.length === 0)
    report('seldon/predictors', list, say`A deployment needs a predictor.`);
  for (const { again, first } of repeatsAmong(predictors.map(predictor => scalarOf(predictor, 'name'))))
    report(
      'seldon/predictors',
      again,
      say`The predictor name ${again.text} is used twice.`,
      repeating(first),
    );
  judgeWords(spec, report);
  judgeShadows(predictors, report);
  judgeTraffic(predictors, report);
  judgeKafka(spec, predictors, report);
  judgeEndpoints(spec, predictors, report);
  const protocol = scalarOf(spec, 'protocol')?.text ?? '';
  for (const predictor of predictors) {
    judgeMetadata(predictor, report);
    judgeMounts(predictor, report);
    const graph = mapAt(predictor, 'graph');
    if (graph !== undefined) judgeGraph(graph, predictor, protocol, report);
  }
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

const words: Readonly<Record<string, readonly string[]>> = {
  protocol: ['seldon', 'tensorflow', 'v2', 'kfserving'],
  transport: ['rest', 'grpc'],
  serverType: ['rpc', 'kafka'],
};

function judgeWords(spec: MapNode, report: Report): void {
  for (const [name, known] of Object.entries(words)) {
    const value = scalarOf(spec, name);
    if (value === undefined || value.text === '' || known.includes(value.text)) continue;
    const meant = known.find(word => word === value.text.toLowerCase());
    const details = meant === undefined ? {} : perhapsMendedBy(() => changeTo(value, meant));
    report(
      'seldon/protocol',
      value,
      say`Seldon knows no ${name} ${value.text}; write one of ${known.join(', ')}.`,
      details,
    );
  }
}

function isShadow(predictor: MapNode): boolean {
  return scalarOf(predictor, 'shadow')?.value === true;
}

function judgeShadows(predictors: readonly MapNode[], report: Report): void {
  const shadows = predictors.filter(isShadow).flatMap(predictor => scalarOf(predictor, 'shadow') ?? []);
  const [first, second] = shadows;
  if (second !== undefined && first !== undefined)
    report('seldon/shadow', second, say`Two predictors are shadows; Seldon takes one.`, repeating(first));
  if (first !== undefined && predictors.length === 1)
    report(
      'seldon/shadow',
      first,
      say`The only predictor cannot be a shadow; nothing would answer.`,
      perhapsMendedBy(() => changeTo(first, false)),
    );
}

function judgeTraffic(predictors: readonly MapNode[], report: Report): void {
  const live = predictors.filter(predictor => !isShadow(predictor));
  for (const predictor of predictors.filter(isShadow)) {
    const share = wholeNumber(given(predictor, 'traffic'));
    const at = given(predictor, 'traffic');
    if (at !== undefined && share !== undefined && (share < 0 || share > 100))
      report('seldon/traffic', at, say`A shadow gets 0 to 100 percent of the traffic; this is ${share}.`);
  }
  const shares = live.map(predictor => given(predictor, 'traffic'));
  const sum = shares.reduce((total, share) => total + (wholeNumber(share) ?? 0), 0);
  const last = shares.findLast(share => share !== undefined);
  const at = last ?? live.at(-1);
  if (at === undefined) return;
  if (live.length > 1 && sum !== 100)
    report(
      'seldon/traffic',
      at,
      say`The predictors take ${sum} percent of the traffic together; it must be 100.`,
      last === undefined ? { missing: 'traffic' } : {},
    );
  if (predictors.length === 1 && sum > 0 && sum < 100 && last?.kind === 'scalar')
    report(
      'seldon/traffic',
      last,
      say`The only predictor takes all traffic; write 100 or leave it out.`,
      perhapsMendedBy(() => changeTo(last, 100)),
    );
}

const topics = ['KAFKA_BROKER', 'KAFKA_INPUT_TOPIC', 'KAFKA_OUTPUT_TOPIC'];

function judgeKafka(spec: MapNode, predictors: readonly MapNode[], report: Report): void {
  if (scalarOf(spec, 'serverType')?.text !== 'kafka') return;
  for (const predictor of predictors) {
    const names = mapsAt(predictor, 'svcOrchSpec', 'env').map(variable => scalarOf(variable, 'name')?.text);
    const absent = topics.filter(topic => !names.includes(topic));
    if (absent.length === 0) continue;
    const holder = mapAt(predictor, 'svcOrchSpec');
    report(
      'seldon/kafka',
      holder ?? predictor,
      say`A Kafka server needs ${absent.join(', ')} in svcOrchSpec.env.`,
      {
        missing: holder === undefined ? 'svcOrchSpec' : 'env',
      },
    );
  }
}

function judgeEndpoints(spec: MapNode, predictors: readonly MapNode[], report: Report): void {
  const found: ScalarNode[] = [];
  const pending = predictors.flatMap(predictor => mapAt(predictor, 'graph') ?? []);
  for (let unit = pending.shift(); unit !== undefined; unit = pending.shift()) {
    const type = given(unit, 'endpoint', 'type');
    if (type?.kind === 'scalar' && type.text !== '') found.push(type);
    pending.push(...mapsAt(unit, 'children'));
  }
  const [first] = found;
  const other = found.find(type => type.text !== first?.text);
  if (first !== undefined && other !== undefined) {
    report(
      'seldon/endpoint-type',
      other,
      say`One endpoint speaks ${first.text} and another ${other.text}; leave both out and set spec.transport.`,
      repeating(first),
    );
    return;
  }
  const transport = scalarOf(spec, 'transport');
  if (first === undefined || transport === undefined || transport.text === '') return;
  if (first.text.toLowerCase() !== transport.text)
    report(
      'seldon/endpoint-type',
      first,
      say`The endpoint speaks ${first.text} and the deployment ${transport.text}.`,
      {
        related: [{ at: transport, message: say`The transport of the deployment is set here.` }],
      },
    );
}

function judgeMetadata(predictor: MapNode, report: Report): void {
  for (const component of mapsAt(predictor, 'componentSpecs'))
    for (const container of mapsAt(component, 'spec', 'containers'))
      for (const variable of mapsAt(container, 'env')) {
        const value = scalarOf(variable, 'value');
        if (scalarOf(variable, 'name')?.text !== 'MODEL_METADATA' || value === undefined) continue;
        if (/^versions:[ \t]+[^\s[#-]/m.test(value.text))
          report(
            'seldon/model-metadata',
            value,
            say`The versions in MODEL_METADATA must be a list, as versions: [ v1 ].`,
          );
      }
}

function judgeMounts(predictor: MapNode, report: Report): void {
  for (const component of mapsAt(predictor, 'componentSpecs')) {
    const volumes = new Set(
      mapsAt(component, 'spec', 'volumes').map(volume => scalarOf(volume, 'name')?.text),
    );
    for (const container of mapsAt(component, 'spec', 'containers'))
      for (const mount of mapsAt(container, 'volumeMounts')) {
        const name = scalarOf(mount, 'name');
        // The operator adds this volume to every pod.
        if (name === undefined || name.text === 'seldon-podinfo' || volumes.has(name.text)) continue;
        report('seldon/mount', name, say`The spec of these containers has no volume ${name.text}.`);
      }
  }
}
