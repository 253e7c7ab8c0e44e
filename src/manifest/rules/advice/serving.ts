import { insertField, replaceValue } from '../../fix/edits.ts';
import type { KindCheck, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { itemsAt, mapAt, nodeAt, numberAt, scalarAt, stringAt } from '../../syntax/lookup.ts';
import type { ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { facts } from '../core/reading.ts';
import { podsIn } from '../room/podsIn.ts';
import { type PodAdvice, podAdvice } from './podAdvice.ts';
import { usesDevice } from './reading.ts';

const coldStart = facts(
  'advice/gpu-cold-start',
  'hint',
  'A model on GPUs is scaled to zero.',
  'The first request after a pause waits until a GPU node is there, the image is pulled and the model is loaded: minutes, in which most clients give up.',
);
const secondDevice = facts(
  'advice/gpu-surge',
  'hint',
  'A rollout of a single replica on GPUs needs room for two.',
  'The new pod waits for GPUs that the old one holds until the new one is ready; where no others are free, the rollout stands still.',
);
const plainDownload = facts(
  'advice/plain-http',
  'hint',
  'A model is downloaded without encryption.',
  'Whoever is on the way can put another model in its place, and many formats run code when they are loaded.',
);
const hostNames = facts(
  'advice/host-network-dns',
  'hint',
  'Pods in the network of their node do not find Services by name.',
  'They ask the name servers of the node, which know no names of the cluster; the workers of a job then do not find their master.',
);
const blockedDrain = facts(
  'advice/budget-blocks-drains',
  'information',
  'A disruption budget lets no pod go.',
  'A node with such a pod can never be drained: upgrades and the autoscaler wait until somebody deletes the pod.',
);

const checkColdStart: KindCheck = (object, report) => {
  const least = scalarAt(object.node, 'spec', 'predictor', 'minReplicas');
  const [predictor] = podsIn(object);
  if (least?.value !== 0 || predictor === undefined || !usesDevice(predictor)) return;
  report(
    coldStart.id,
    least,
    say`Scaled to zero, the first request waits for a GPU, the image and the model; 1 keeps one ready.`,
    { fixes: () => [{ title: say`Change to 1`, edits: replaceValue(least, 1), isSafe: false }] },
  );
};

const checkSurge: KindCheck = (object, report) => {
  const spec = mapAt(object.node, 'spec');
  const [pods] = podsIn(object);
  if (spec === undefined || pods === undefined || !usesDevice(pods)) return;
  if ((numberAt(spec, 'replicas') ?? 1) !== 1) return;
  const strategy = mapAt(spec, 'strategy');
  const type = scalarAt(strategy, 'type');
  const surge = scalarAt(strategy, 'rollingUpdate', 'maxSurge');
  if (type?.value === 'Recreate' || (surge !== undefined && Number.parseInt(surge.text, 10) === 0)) return;
  const title = say`Stop the old pod first`;
  report(
    secondDevice.id,
    strategy ?? spec,
    say`The new pod waits for GPUs that the old one holds; Recreate stops the old one first.`,
    {
      ...(strategy === undefined ? { missing: 'strategy' } : {}),
      fixes: () =>
        strategy === undefined
          ? [{ title, edits: insertField(spec, 'strategy', { type: 'Recreate' }), isSafe: false }]
          : type !== undefined && nodeAt(strategy, 'rollingUpdate') === undefined
            ? [{ title, edits: replaceValue(type, 'Recreate'), isSafe: false }]
            : [],
    },
  );
};

const checkDownload: KindCheck = (object, report) => {
  const predictor = mapAt(object.node, 'spec', 'predictor');
  for (const { value } of predictor?.entries ?? [])
    for (const uri of [scalarAt(value, 'storageUri'), ...itemsAt(value, 'storageUris').map(uriOf)])
      if (typeof uri?.value === 'string' && /^http:\/\/(?![^/]*\.(?:svc|local))/.test(uri.value)) {
        const secure = uri.value.replace(/^http:/, 'https:');
        report(
          plainDownload.id,
          uri,
          say`The model is downloaded without encryption, and may be exchanged on the way.`,
          { fixes: () => [{ title: say`Use https`, edits: replaceValue(uri, secure), isSafe: false }] },
        );
      }
};

function uriOf(item: SyntaxNode): ScalarNode | undefined {
  return scalarAt(item, 'uri');
}

const adviseOnHostNetwork: PodAdvice = ({ spec, work }, report) => {
  const host = scalarAt(spec, 'hostNetwork');
  if (host?.value !== true || work === 'daemon' || nodeAt(spec, 'dnsPolicy') !== undefined) return;
  report(
    hostNames.id,
    host,
    say`In the network of the node, names of Services are not found without dnsPolicy: ClusterFirstWithHostNet.`,
    {
      fixes: () => [
        {
          title: say`Add dnsPolicy: ClusterFirstWithHostNet`,
          edits: insertField(spec, 'dnsPolicy', 'ClusterFirstWithHostNet'),
        },
      ],
    },
  );
};

const checkBudget: KindCheck = ({ node }, report) => {
  const most = scalarAt(node, 'spec', 'maxUnavailable');
  const least = scalarAt(node, 'spec', 'minAvailable');
  const blocking =
    most?.value === 0 || stringAt(most) === '0%' ? most : stringAt(least) === '100%' ? least : undefined;
  if (blocking === undefined) return;
  report(
    blockedDrain.id,
    blocking,
    say`No pod may ever go, so that nodes with such a pod cannot be drained.`,
    {
      fixes: () =>
        blocking === most ? [{ title: say`Let one go`, edits: replaceValue(most, 1), isSafe: false }] : [],
    },
  );
};

/** Advice on what serves models. */
export const servingAdvice: readonly RuleSet[] = [
  {
    facts: [coldStart, secondDevice, plainDownload, blockedDrain],
    kinds: {
      'serving.kserve.io/InferenceService': (object, report) => {
        checkColdStart(object, report);
        checkDownload(object, report);
      },
      'apps/Deployment': checkSurge,
      'policy/PodDisruptionBudget': checkBudget,
    },
  },
  podAdvice([hostNames], adviseOnHostNetwork),
];
