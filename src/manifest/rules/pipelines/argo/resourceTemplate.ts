import type { Report } from '../../../rule.ts';
import { say } from '../../../say.ts';
import { mapAt } from '../../../syntax/lookup.ts';
import { parseManifestText } from '../../../syntax/parseText.ts';
import { facts, given, givenText } from '../../core/reading.ts';
import { scalar } from './call.ts';
import type { Template } from './template.ts';

export const resourceFacts = [
  facts(
    'argo/resource-template',
    'error',
    'The manifest of a resource template is missing or no YAML.',
    'Argo hands it to kubectl after filling in the variables; the controller refuses what cannot be parsed.',
  ),
] as const;

/** Judges the manifest of a resource template. */
export function checkResource(template: Template, report: Report): void {
  const resource = mapAt(template.node, 'resource');
  if (resource === undefined) return;
  const action = givenText(resource, 'action') ?? 'get';
  const manifest = scalar(resource, 'manifest');
  const artifact = mapAt(resource, 'manifestFrom', 'artifact');
  const isNeeded = action !== 'get' && action !== 'delete';
  if (isNeeded && manifest === undefined && given(resource, 'manifestFrom') === undefined)
    report(
      'argo/resource-template',
      resource,
      say`To ${action} an object, the template needs its manifest.`,
      {
        missing: 'manifest',
      },
    );
  const source = artifact && scalar(artifact, 'name');
  if (source !== undefined && !template.inputs.artifacts.has(source.text))
    report('argo/resource-template', source, say`"${source.text}" is no input artifact of this template.`);
  if (!isNeeded || manifest === undefined || manifest.text.length > 200_000) return;
  // What a variable stands for is not known yet; a plain word takes its place.
  const text = manifest.text.replace(/\{\{[^{}]*\}\}/g, 'variable');
  const flaw = parseManifestText(text)
    .flatMap(document => document.problems)
    .find(problem => problem.severity === 'error');
  if (flaw !== undefined && !manifest.text.includes('{{='))
    report(
      'argo/resource-template',
      manifest,
      say`The manifest is no YAML, so the object cannot be made of it.`,
    );
}
