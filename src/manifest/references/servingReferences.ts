import { byKind, byScope, type ReferenceRow, type TargetKind, target } from './referenceRow.ts';

const configMap = target('ConfigMap');
const secret = target('Secret');
const service = target('Service');
const deployment = target('apps/Deployment');
const inferenceService = target('serving.kserve.io/InferenceService');
const model = target('mlops.seldon.io/Model');
const pipeline = target('mlops.seldon.io/Pipeline');
const gateway = target('gateway.networking.k8s.io/Gateway');
const httpRoute = target('gateway.networking.k8s.io/HTTPRoute');
const inferencePool = target('inference.networking.k8s.io/InferencePool');
const triggerAuthentication = target('keda.sh/TriggerAuthentication');

function row(kinds: string, path: string, to: TargetKind, more: Partial<ReferenceRow> = {}): ReferenceRow {
  return { kinds: kinds.split(' '), path, to: [to], ...more };
}

const runtimes: Partial<ReferenceRow> = {
  to: [target('serving.kserve.io/ServingRuntime'), target('serving.kserve.io/ClusterServingRuntime')],
};
const isvc = 'serving.kserve.io/InferenceService';
const llm = 'serving.kserve.io/LLMInferenceService serving.kserve.io/LLMInferenceServiceConfig';

const kserve: readonly ReferenceRow[] = [
  row(isvc, 'spec.predictor.*.runtime', inferenceService, runtimes),
  row(isvc, 'spec.canary[].predictor.*.runtime', inferenceService, runtimes),
  row('serving.kserve.io/TrainedModel', 'spec.inferenceService', inferenceService),
  row('serving.kserve.io/InferenceGraph', 'spec.nodes.*.steps[].serviceName', inferenceService),
  row(llm, 'spec.baseRefs[].name', target('serving.kserve.io/LLMInferenceServiceConfig')),
  row(llm, 'spec.router.gateway.refs[].name', gateway, { namespace: 'namespace' }),
  row(llm, 'spec.router.route.http.refs[].name', httpRoute),
  row(llm, 'spec.router.scheduler.pool.ref.name', inferencePool),
  row(
    'serving.kserve.io/LocalModelCache serving.kserve.io/LocalModelNamespaceCache',
    'spec.nodeGroups[]',
    target('serving.kserve.io/LocalModelNodeGroup'),
  ),
];

const seldon: readonly ReferenceRow[] = [
  row('machinelearning.seldon.io/SeldonDeployment', '**.envSecretRefName', secret),
  row('mlops.seldon.io/Model', 'spec.server', target('mlops.seldon.io/Server')),
  row('mlops.seldon.io/Model', 'spec.secretName', secret),
  row('mlops.seldon.io/Model', '**.modelRef', model),
  row('mlops.seldon.io/Model', '**.pipelineRef', pipeline),
  row('mlops.seldon.io/Pipeline', 'spec.steps[].name', model),
  row('mlops.seldon.io/Experiment', 'spec.default', model, { to: [model, pipeline] }),
  row('mlops.seldon.io/Experiment', 'spec.candidates[].name', model, { to: [model, pipeline] }),
  row('mlops.seldon.io/Experiment', 'spec.mirror.name', model, { to: [model, pipeline] }),
  row('mlops.seldon.io/Server', 'spec.serverConfig', target('mlops.seldon.io/ServerConfig')),
];

const rollout = 'argoproj.io/Rollout';
const analysing =
  'argoproj.io/Rollout argoproj.io/Experiment argoproj.io/AnalysisTemplate argoproj.io/ClusterAnalysisTemplate';
const analysisTemplate = target('argoproj.io/AnalysisTemplate');

const rollouts: readonly ReferenceRow[] = [
  row(rollout, 'spec.workloadRef.name', deployment, { choose: byKind(deployment, 'apiVersion') }),
  ...[
    'canary.canaryService',
    'canary.stableService',
    'blueGreen.activeService',
    'blueGreen.previewService',
    'canary.pingPong.pingService',
    'canary.pingPong.pongService',
  ].map(path => row(rollout, `spec.strategy.${path}`, service)),
  row(rollout, '**.istio.virtualService.name', target('networking.istio.io/VirtualService')),
  row(rollout, '**.istio.virtualServices[].name', target('networking.istio.io/VirtualService')),
  row(rollout, '**.istio.destinationRule.name', target('networking.istio.io/DestinationRule')),
  row(rollout, '**.nginx.stableIngress', target('networking.k8s.io/Ingress')),
  row(rollout, '**.alb.ingress', target('networking.k8s.io/Ingress')),
  row(analysing, '**.templates[].templateName', analysisTemplate, {
    choose: byScope(analysisTemplate, target('argoproj.io/ClusterAnalysisTemplate')),
  }),
  row('argoproj.io/Experiment', 'spec.analyses[].templateName', analysisTemplate, {
    choose: byScope(analysisTemplate, target('argoproj.io/ClusterAnalysisTemplate')),
  }),
];

const scaled = 'keda.sh/ScaledObject keda.sh/ScaledJob';
const triggers = 'keda.sh/TriggerAuthentication keda.sh/ClusterTriggerAuthentication';

const keda: readonly ReferenceRow[] = [
  row('keda.sh/ScaledObject', 'spec.scaleTargetRef.name', deployment, {
    choose: byKind(deployment, 'apiVersion'),
  }),
  row(scaled, 'spec.triggers[].authenticationRef.name', triggerAuthentication, {
    choose: sibling => ({ group: 'keda.sh', kind: sibling('kind') ?? triggerAuthentication.kind }),
  }),
  row(triggers, 'spec.secretTargetRef[].name', secret, { parts: { key: 'key' } }),
  row(triggers, 'spec.configMapTargetRef[].name', configMap, { parts: { key: 'key' } }),
];

const routes = ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute']
  .map(kind => `gateway.networking.k8s.io/${kind}`)
  .join(' ');
const backend: Partial<ReferenceRow> = {
  choose: byKind(service, 'group'),
  namespace: 'namespace',
  parts: { port: 'port' },
};
const istioGateway = target('networking.istio.io/Gateway');
const shortName = (text: string) => (/^[a-z0-9-]+$/.test(text) && text !== 'mesh' ? text : undefined);

const network: readonly ReferenceRow[] = [
  row(routes, 'spec.parentRefs[].name', gateway, {
    choose: byKind(gateway, 'group'),
    namespace: 'namespace',
    parts: { sectionName: 'listener' },
  }),
  row(routes, '**.backendRefs[].name', service, backend),
  row(routes, '**.backendRef.name', service, backend),
  row(
    'gateway.networking.k8s.io/Gateway',
    'spec.gatewayClassName',
    target('gateway.networking.k8s.io/GatewayClass'),
  ),
  row('gateway.networking.k8s.io/Gateway', '**.certificateRefs[].name', secret, {
    choose: byKind(secret, 'group'),
    namespace: 'namespace',
  }),
  row('inference.networking.k8s.io/InferencePool', 'spec.endpointPickerRef.name', service, {
    choose: byKind(service, 'group'),
  }),
  row('inference.networking.x-k8s.io/InferencePool', 'spec.extensionRef.name', service),
  row('networking.istio.io/VirtualService', 'spec.gateways[]', istioGateway, { nameIn: shortName }),
  row('networking.istio.io/VirtualService', '**.destination.host', service, { nameIn: shortName }),
  row('networking.istio.io/DestinationRule', 'spec.host', service, { nameIn: shortName }),
];

const monitors = 'monitoring.coreos.com/ServiceMonitor monitoring.coreos.com/PodMonitor';

const monitoring: readonly ReferenceRow[] = [
  'basicAuth.username',
  'basicAuth.password',
  'bearerTokenSecret',
  'authorization.credentials',
].map(path => row(monitors, `**.${path}.name`, secret, { parts: { key: 'key' } }));

/** What the fields of the kinds name that serve models, roll them out, scale them and lead traffic to them. */
export const servingReferences: readonly ReferenceRow[] = [
  ...kserve,
  ...seldon,
  ...rollouts,
  ...keda,
  ...network,
  ...monitoring,
];
