/** Types of one name in several groups, and the word that tells each apart in the names of definitions. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  EndpointPort: { core: 'Core', discovery: 'Discovery' },
  EventSeries: { core: 'Core', events: 'Events' },
  ResourceClaim: { core: 'Core' },
  ServiceReference: {
    admissionregistration: 'Admissionregistration',
    apiextensions: 'Apiextensions',
    apiregistration: 'Apiregistration',
  },
  Subject: { flowcontrol: 'Flowcontrol', rbac: 'Rbac' },
  TokenRequest: { authentication: 'Authentication', storage: 'Storage' },
  WebhookClientConfig: { admissionregistration: 'Admissionregistration', apiextensions: 'Apiextensions' },
};

const builtIn =
  /^io\.k8s\.(?:api\.|apimachinery\.pkg\.|apiextensions-apiserver\.pkg\.apis\.|kube-aggregator\.pkg\.apis\.)(?:apis\.)?(?:(?<group>[^.]+)\.)?[^.]+\.(?<name>[^.]+)$/;

/**
 * The name by which rules know a type of Kubernetes itself, from its name in an OpenAPI document:
 * `io.k8s.api.core.v1.PodSpec` → `PodSpec`, `io.k8s.api.rbac.v1.Subject` → `RbacSubject` (there are others). Undefined for
 * the types of custom resources.
 */
export function coreTypeName(id: string): string | undefined {
  const { group = '', name } = builtIn.exec(id)?.groups ?? {};
  if (name === undefined) return undefined;
  const word = Object.hasOwn(words, name) ? words[name]?.[group] : undefined;
  return `${word ?? ''}${name}`;
}
