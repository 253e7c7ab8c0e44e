import type { KubeObject } from './kubeObject.ts';
import type { ServedKind } from './servedKind.ts';
import { refusals, type StatusCause } from './status.ts';

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Refuses with 422 what breaks a rule of the kind. */
export function validate(kind: ServedKind, object: KubeObject, _previous: KubeObject | undefined): void {
  const causes = nameCauses(kind, object.metadata.name);
  if (causes.length > 0) throw refusals.invalid(kind, object.metadata.name, causes);
}

function nameCauses(kind: ServedKind, name: string): readonly StatusCause[] {
  if (kind.group === 'rbac.authorization.k8s.io') return [];
  const isLabel = kind.kind === 'Namespace' || kind.kind === 'Service';
  if (isLabel ? dnsLabel.test(name) && name.length <= 63 : dnsSubdomain.test(name) && name.length <= 253)
    return [];
  const rule = isLabel
    ? "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
    : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  return [
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(name)}: ${rule}`,
      field: 'metadata.name',
    },
  ];
}
