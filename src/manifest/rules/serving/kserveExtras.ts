import type { ManifestObject } from '../../object.ts';
import type { Report, RuleSet } from '../../rule.ts';
import { say } from '../../say.ts';
import { mapAt } from '../../syntax/lookup.ts';
import { given, givenEntry, mapsAt } from './given.ts';
import { judgeName } from './inferenceService.ts';
import { judgeStorageUri } from './storageUri.ts';

/** The smaller kinds of KServe: TrainedModel, LocalModelCache and its node groups, ClusterStorageContainer. */
export const kserveExtraRules: RuleSet = {
  facts: [
    {
      id: 'kserve/model-size',
      severity: 'error',
      summary: 'The size of a cached model is above zero.',
      why: 'The controller makes a volume claim of this size, which the API server refuses when it is zero or negative.',
    },
    {
      id: 'kserve/uri-format',
      severity: 'warning',
      summary:
        'Each format of a ClusterStorageContainer has a prefix or a regular expression that compiles, and there is one format at least.',
      why: 'A format with neither matches nothing, and one with both is matched by its prefix alone; a broken expression fails every download.',
    },
  ],
  kinds: {
    'serving.kserve.io/TrainedModel': judgeTrainedModel,
    'serving.kserve.io/LocalModelCache': judgeCache,
    'serving.kserve.io/LocalModelNamespaceCache': judgeCache,
    'serving.kserve.io/ClusterStorageContainer': judgeStorageContainer,
  },
};

function judgeTrainedModel(object: ManifestObject, report: Report): void {
  judgeName(object, report);
  const uri = given(object.node, 'spec', 'model', 'storageUri');
  if (uri?.kind === 'scalar') judgeStorageUri(uri, report);
}

function judgeCache(object: ManifestObject, report: Report): void {
  const uri = given(object.node, 'spec', 'sourceModelUri');
  if (uri?.kind === 'scalar') judgeStorageUri(uri, report);
  const size = given(object.node, 'spec', 'modelSize');
  if (size?.kind === 'scalar' && /^(?:-|\+?0+(?:\.0*)?[A-Za-z]*$)/.test(size.text))
    report(
      'kserve/model-size',
      size,
      say`The model has a size of ${size.text}; write how much room its files take, as 10Gi.`,
    );
}

function judgeStorageContainer(object: ManifestObject, report: Report): void {
  const spec = mapAt(object.node, 'spec');
  for (const format of mapsAt(spec, 'supportedUriFormats')) {
    const prefix = givenEntry(format, 'prefix');
    const regex = givenEntry(format, 'regex');
    if (prefix === undefined && regex === undefined)
      report('kserve/uri-format', format, say`The format matches nothing; give it a prefix or a regex.`, {
        missing: 'prefix',
      });
    if (prefix !== undefined && regex !== undefined)
      report('kserve/uri-format', regex.key, say`Beside a prefix the regex is never looked at.`);
    if (regex?.value.kind === 'scalar' && !compiles(regex.value.text))
      report('kserve/uri-format', regex.value, say`The regular expression does not compile.`);
  }
}

function compiles(text: string): boolean {
  try {
    // Flags in front of the expression are Go's way; JavaScript would stumble over them.
    new RegExp(text.replace(/^\(\?[ims]+\)/, ''));
    return true;
  } catch {
    return false;
  }
}
