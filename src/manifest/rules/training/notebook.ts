import type { KindCheck, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import { facts, givenMaps, givenScalar, givenText } from '../core/reading.ts';
import { checkServiceName } from './objectName.ts';

const notebookFacts = [
  facts(
    'notebook/name',
    'error',
    'The name of a notebook cannot name its Service.',
    'The controller makes a StatefulSet and a Service of the name, which fail with dots, capitals or more than 63 characters.',
  ),
  facts(
    'notebook/first-container',
    'warning',
    'The container of the notebook is not the first one.',
    'The controller sets the port, the working directory and NB_PREFIX of the first container, whatever its name.',
  ),
] as const;

const checkNotebook: KindCheck = (object, report) => {
  checkServiceName(object, { rule: 'notebook/name' }, report);
  const containers = givenMaps(mapAt(object.node, 'spec', 'template', 'spec'), 'containers');
  const index = containers.findIndex(container => givenText(container, 'name') === object.name);
  const [first] = containers;
  const name = first && givenScalar(first, 'name');
  if (object.name !== undefined && index > 0 && name !== undefined)
    report(
      'notebook/first-container',
      name,
      say`The notebook is served from the first container; put "${object.name}" first.`,
    );
};

export const notebookRules: RuleSet = {
  facts: notebookFacts,
  kinds: { 'kubeflow.org/Notebook': checkNotebook },
};
