import { kindLabel } from './bases.ts';
import type { Compared } from './compare.ts';

/** Verdicts that differ for one reason. All patterns that are given must match; those on rules, every error of ours. */
interface KnownDifference {
  readonly reason: string;
  readonly outcome: 'false error' | 'missed';
  /** Of `group/version Kind`. */
  readonly kind?: RegExp;
  /** Of the class of the mutation. */
  readonly how?: RegExp;
  /** Of what the server says. */
  readonly said?: RegExp;
  readonly rule?: RegExp;
  readonly path?: RegExp;
  /** True where the cluster's schemas leave no difference. */
  readonly isOffline?: true;
}

/** Where our verdict is another one than the server's on purpose, or where it cannot be the same. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    reason:
      'The server takes the template and refuses the pods or jobs that are made from it: nothing would ever run.',
    outcome: 'false error',
    rule: /^(?:core\/image-blanks|metadata\/(?:label|annotation|finalizer))$/,
    path: /(?:t|T)emplate\./,
  },
  {
    reason:
      "Katib's definition says nothing of the spec; its webhook decodes it strictly, as our schema tells.",
    outcome: 'false error',
    kind: /^kubeflow\.org\/v1beta1 Experiment$/,
    rule: /^(?:schema|metadata)\//,
    isOffline: true,
  },
  {
    reason:
      'A condition of a definition in CEL, of a kind for which Timonel has none of its own. With the schemas of a cluster it is judged.',
    outcome: 'missed',
    kind: /^(?:feast\.dev|security\.istio\.io|disaggregatedset\.x-k8s\.io|inference\.networking\.x-k8s\.io|nvidia\.com|resource\.nvidia\.com|karpenter\.|cert-manager\.|operators\.|agent)|(?:BackendTLSPolicy|GRPCRoute|TLSRoute|TCPRoute|UDPRoute|ListenerSet|MultiKueue\w+|Topology|Workload|AdmissionCheck|Cohort|ReferenceGrant|GatewayClass|BackendTrafficPolicy|InferenceSet|RAGEngine|InferenceObjective|ServiceEntry|Sidecar|EnvoyFilter|Prometheus)$/,
    said: /is invalid: .*Invalid value/s,
    isOffline: true,
  },
  {
    reason:
      "KServe's defaulting webhook rewrites the object with quantities as texts, so a bare number passes where KServe runs. A warning says so.",
    outcome: 'missed',
    kind: /^serving\.kserve\.io\//,
    said: /must be of type integer,string: "number"/,
  },
  {
    reason:
      'Where a definition has a scale subresource, its count of replicas must not be negative: neither the schema nor OpenAPI tells.',
    outcome: 'missed',
    said: /\.spec\..*: should be a non-negative integer/,
  },
  {
    reason:
      "JobSet's webhook gives the rules of a failure policy names, so that one without a name passes where JobSet runs.",
    outcome: 'missed',
    kind: /^jobset\.x-k8s\.io\//,
    said: /failurePolicy\.rules\[\d+\]\.name: Required value/,
  },
  {
    reason:
      'The server reads a quantity of null as 0, which nobody means; what follows from the 0 is not told.',
    outcome: 'missed',
    how: /^(?:null|broken text|odd item)$/,
    said: /Invalid value: "0"|limit (?:value |of )0/,
  },
  {
    reason: 'It hangs on a label of the namespace, which the text does not tell.',
    outcome: 'missed',
    said: /requires the `resource\.kubernetes\.io\/admin-access: true` label on the containing namespace/,
  },
  {
    reason: 'Our own condition counts a label of null, which the server drops before it counts.',
    outcome: 'missed',
    kind: /^kaito\.sh\//,
    how: /^null$/,
    said: /labelSelector must have at least one/,
    isOffline: true,
  },
  {
    reason:
      'Expressions in CEL that a built-in kind holds are compiled by the server against types of its own.',
    outcome: 'missed',
    kind: /^(?:resource\.k8s\.io|admissionregistration\.k8s\.io)\//,
    said: /compilation failed|must be a valid CEL|must evaluate to bool/,
  },
];

/** Why a verdict differs; undefined where nothing on the list explains it. `isOffline`: judged without a cluster's schemas. */
export function explanationOf(compared: Compared, isOffline: boolean): string | undefined {
  return knownDifferences.find(known => explains(known, compared, isOffline))?.reason;
}

function explains(known: KnownDifference, { outcome, tried, errors }: Compared, isOffline: boolean): boolean {
  const { kind = /./, how = /./, said = /(?:)/, rule = /(?:)/, path = /(?:)/ } = known;
  return (
    known.outcome === outcome &&
    (isOffline || known.isOffline !== true) &&
    kind.test(kindLabel(tried.base)) &&
    how.test(tried.how) &&
    said.test(tried.answer.message) &&
    errors.every(error => rule.test(error.rule) && path.test(error.path))
  );
}
