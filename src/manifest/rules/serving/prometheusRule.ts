import { keptByNode } from '../../keptByNode.ts';
import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import type { MapNode, ScalarNode, SyntaxNode } from '../../syntax/node.ts';
import { templateProblem } from './alertTemplate.ts';
import { given, givenAmong, givenEntry, mapsAt } from './given.ts';
import { perhapsMendedBy, removeField } from './mend.ts';
import { judgeQuery } from './queries.ts';

/** What the operator's webhook and Prometheus refuse in rules (model/rulefmt). */
export const prometheusRuleRules: RuleSet = {
  facts: [
    {
      id: 'prometheus/record-or-alert',
      severity: 'error',
      summary: 'A rule records or alerts, not both, and a recording rule has no field of alerts.',
      why: 'The webhook refuses others.',
    },
    {
      id: 'prometheus/rule-name',
      severity: 'error',
      summary: 'The name of a recorded metric and the labels of a rule are names that Prometheus takes.',
      why: 'The webhook refuses others.',
    },
    {
      id: 'prometheus/template',
      severity: 'error',
      summary: 'Annotations and labels of an alert are templates that parse.',
      why: 'The webhook refuses others; the alert would carry an error in place of its text.',
    },
  ],
  kinds: { 'monitoring.coreos.com/PrometheusRule': judge },
};

function judge(object: ManifestObject, report: Report): void {
  for (const group of mapsAt(object.node, 'spec', 'groups'))
    for (const rule of mapsAt(group, 'rules')) judgeRule(rule, report);
}

function scalarOf(node: MapNode, name: string): ScalarNode | undefined {
  const value = given(node, name);
  return value?.kind === 'scalar' ? value : undefined;
}

const ofAlerts = ['for', 'keep_firing_for', 'annotations'];

function judgeRule(rule: MapNode, report: Report): void {
  const record = givenEntry(rule, 'record');
  const alert = givenEntry(rule, 'alert');
  const expression = scalarOf(rule, 'expr');
  if (expression !== undefined) judgeQuery(expression, 'error', report);
  if (record !== undefined && alert !== undefined)
    report('prometheus/record-or-alert', alert.key, say`A rule records or alerts; make two rules of it.`);
  else if (record === undefined && alert === undefined)
    report(
      'prometheus/record-or-alert',
      rule,
      say`The rule neither records nor alerts; give it record or alert.`,
      { missing: 'alert' },
    );
  else if (record !== undefined)
    for (const { key } of givenAmong(rule, ofAlerts))
      report(
        'prometheus/record-or-alert',
        key,
        say`A recording rule has no ${key.text}; that is for alerts.`,
        perhapsMendedBy(() => removeField(key)),
      );
  judgeNames(rule, report);
  if (alert !== undefined)
    for (const name of ['annotations', 'labels']) judgeTemplates(given(rule, name), report);
}

function judgeNames(rule: MapNode, report: Report): void {
  const record = scalarOf(rule, 'record');
  if (record !== undefined && !/^[A-Za-z_:][\w:]*$/.test(record.text))
    report(
      'prometheus/rule-name',
      record,
      say`${record.text} names no metric; write letters, digits, underscores and colons.`,
    );
  const labels = given(rule, 'labels');
  for (const { key, name } of labels?.kind === 'map' ? labels.entries : [])
    if (!/^[A-Za-z_]\w*$/.test(name) || name === '__name__')
      report(
        'prometheus/rule-name',
        key,
        say`${name} names no label of a rule; write letters, digits and underscores.`,
      );
}

function judgeTemplates(node: SyntaxNode | undefined, report: Report): void {
  for (const { value } of node?.kind === 'map' ? node.entries : []) {
    const problem =
      value.kind === 'scalar' && value.text.includes('{{') ? problemOfTemplate(value) : undefined;
    if (problem !== undefined) report('prometheus/template', value, problem);
  }
}

const problemOfTemplate = keptByNode((scalar: ScalarNode) => templateProblem(scalar.text));
