import { insertField, removeEntry } from '../../fix/edits.ts';
import type { KindCheck, Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode } from '../../syntax/node.ts';
import { filled, oneOf } from './fieldChecks.ts';
import { dnsSubdomain } from './nameForms.ts';
import {
  facts,
  given,
  givenMap,
  givenMaps,
  givenScalar,
  givenText,
  isBlank,
  isEmpty,
  keyOf,
  placeOf,
  replacing,
} from './reading.ts';

const group = 'rbac.authorization.k8s.io';

const rule = facts(
  'core/policy-rule',
  'error',
  'A rule of a role lacks its resources or groups, or mixes resources and URLs.',
  'A rule grants verbs on resources of groups, or on URLs of the whole cluster; the API server refuses the rest.',
);
const roleRef = facts(
  'core/role-ref',
  'error',
  'A binding refers to something that is no role, or from a wrong group.',
  'RoleBindings bind a Role or ClusterRole, ClusterRoleBindings a ClusterRole; the API server refuses the rest.',
);
const subject = facts(
  'core/subject',
  'error',
  'A subject of a binding is of an unknown kind, of a wrong group, or a ServiceAccount without a namespace.',
  'Service accounts live in namespaces, which a cluster-wide binding has to name; the API server refuses the rest.',
);
const aggregation = facts(
  'core/aggregation-rule',
  'error',
  'A ClusterRole gathers rules from nowhere.',
  'aggregationRule needs at least one selector; the API server refuses it otherwise.',
);

const checkRole: KindCheck = (object, report) => {
  for (const node of givenMaps(object.node, 'rules')) checkRule(node, object.kind === 'Role', report);
  const gathered = givenMap(object.node, 'aggregationRule');
  if (object.kind === 'ClusterRole' && gathered !== undefined && isEmpty(gathered, 'clusterRoleSelectors'))
    report(aggregation.id, gathered, say`aggregationRule needs at least one selector.`, {
      missing: 'clusterRoleSelectors',
    });
};

function checkRule(node: MapNode, isNamespaced: boolean, report: Report): void {
  const parts = ['apiGroups', 'resources', 'resourceNames'];
  if (!isEmpty(node, 'nonResourceURLs')) {
    const key = keyOf(node, 'nonResourceURLs');
    if (isNamespaced)
      report(rule.id, key, say`URLs belong to the whole cluster, so only a ClusterRole can grant them.`);
    if (parts.some(name => !isEmpty(node, name)))
      report(rule.id, key, say`A rule is about resources or about URLs, not both: make two rules of it.`);
    return;
  }
  for (const name of ['apiGroups', 'resources']) {
    if (!isEmpty(node, name)) continue;
    const [at, place] = placeOf(node, name);
    const fixes = () =>
      name === 'apiGroups' && given(node, name) === undefined
        ? [{ title: say`Add the core group`, edits: insertField(node, 'apiGroups', ['']), isSafe: false }]
        : [];
    report(rule.id, at, say`A rule about resources needs ${name}; the core group is "".`, {
      ...place,
      fixes,
    });
  }
}

const checkBinding: KindCheck = (object, report) => {
  const isNamespaced = object.kind === 'RoleBinding';
  const reference = givenMap(object.node, 'roleRef');
  if (reference !== undefined) checkRoleRef(reference, isNamespaced, report);
  for (const node of givenMaps(object.node, 'subjects')) checkSubject(node, isNamespaced, report);
};

function checkRoleRef(node: MapNode, isNamespaced: boolean, report: Report): void {
  checkGroup(node, group, roleRef.id, report);
  const kind = givenScalar(node, 'kind');
  const kinds = isNamespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (kind !== undefined && !kinds.includes(kind.text))
    report(roleRef.id, kind, say`Only a ${kinds.join(' or a ')} can be bound here, not a ${kind.text}.`, {
      fixes: () => [replacing(kind, 'ClusterRole', false)],
    });
}

function checkSubject(node: MapNode, isNamespaced: boolean, report: Report): void {
  const kind = givenScalar(node, 'kind');
  const name = givenScalar(node, 'name');
  if (name !== undefined) filled(name, 'name', report);
  if (kind === undefined) return;
  filled(kind, 'kind', report);
  if (kind.value !== 'ServiceAccount') {
    if (kind.value === 'User' || kind.value === 'Group') checkGroup(node, group, subject.id, report);
    else oneOf('ServiceAccount', 'User', 'Group')(kind, 'kind', report);
    return;
  }
  checkGroup(node, '', subject.id, report);
  if (typeof name?.value === 'string' && name.value !== '' && !dnsSubdomain.fits(name.value))
    report(
      subject.id,
      name,
      say`"${name.value}" cannot be the name of a ServiceAccount: ${dnsSubdomain.demand}.`,
    );
  if (isNamespaced || !isBlank(node, 'namespace')) return;
  const [at, place] = placeOf(node, 'namespace');
  report(subject.id, at, say`A ClusterRoleBinding has to say in which namespace the ServiceAccount is.`, {
    ...place,
    fixes: () =>
      given(node, 'namespace') === undefined
        ? [
            {
              title: say`Add namespace: default`,
              edits: insertField(node, 'namespace', 'default'),
              isSafe: false,
            },
          ]
        : [],
  });
}

function checkGroup(node: MapNode, wanted: string, id: string, report: Report): void {
  const scalar = givenScalar(node, 'apiGroup');
  // An absent group is filled in rightly.
  if (scalar === undefined || scalar.value === '' || scalar.value === wanted) return;
  const fixes = () =>
    wanted === ''
      ? [{ title: say`Remove apiGroup`, edits: removeEntry(scalar) }]
      : [replacing(scalar, wanted)];
  if (wanted === '')
    report(id, scalar, say`A ${givenText(node, 'kind') ?? ''} is of the core group, which is written "".`, {
      fixes,
    });
  else report(id, scalar, say`The apiGroup has to be ${wanted}.`, { fixes });
}

/** Roles and their bindings. */
export const rbacRules: RuleSet = {
  facts: [rule, roleRef, subject, aggregation],
  kinds: {
    [`${group}/Role`]: checkRole,
    [`${group}/ClusterRole`]: checkRole,
    [`${group}/RoleBinding`]: checkBinding,
    [`${group}/ClusterRoleBinding`]: checkBinding,
  },
};
