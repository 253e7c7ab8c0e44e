import { apiVersionOf } from '../../object.ts';
import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import type { SchemaCatalog } from '../../schema/catalog.ts';
import { stretchOf } from '../../syntax/bareScalars.ts';
import type { ManifestDocument } from '../../syntax/document.ts';
import { mapAt, nodeAt, scalarAt, stringAt } from '../../syntax/lookup.ts';
import { type MapNode, type Piece, startOf } from '../../syntax/node.ts';

/** Reports what goes wrong with a document as a whole although its YAML is in order. */
export function judgeDocumentTraps(document: ManifestDocument, catalog: SchemaCatalog, report: Report): void {
  judgeEnd(document.piece, report);
  if (document.root?.kind === 'map' && document.objects.length === 0)
    judgeHeader(document.root, catalog, report);
}

/** kubectl cuts files at `---` alone, and its parser stops at `...`. */
function judgeEnd(piece: Piece, report: Report): void {
  for (let at = piece.text.indexOf('\n...'); at !== -1; at = piece.text.indexOf('\n...', at + 1)) {
    const after = piece.text.slice(at + 4);
    if (!/^[ \t]*(?:#[^\n]*)?\r?(?:\n|$)/.test(after)) continue;
    const ignored = /^[ \t]*[^\s#%][^\n]*/m.exec(after.slice(after.indexOf('\n') + 1 || after.length));
    if (ignored === null) return;
    report(
      'yaml/content-after-end',
      stretchOf(piece, at + 1, at + 4),
      say`The document ends here: kubectl reads nothing of what follows up to the next "---".`,
      {
        fixes: () => [
          {
            title: say`Begin a new document`,
            edits: [{ start: piece.offset + at + 1, end: piece.offset + at + 4, newText: '---' }],
            isSafe: false,
          },
        ],
      },
    );
    return;
  }
}

function judgeHeader(root: MapNode, catalog: SchemaCatalog, report: Report): void {
  if (!looksLikeObject(root)) return;
  const kind = scalarAt(root, 'kind');
  const apiVersion = scalarAt(root, 'apiVersion');
  if (apiVersion === undefined && typeof kind?.value === 'string') {
    const versions = catalog.kinds.filter(
      entry => entry.kind === kind.value && entry.plural !== '' && entry.retirement === undefined,
    );
    const only = versions.length === 1 ? versions[0] : undefined;
    const fixes = () => (only ? [headerFix(root, `apiVersion: ${apiVersionOf(only)}`)] : []);
    const message = say`This ${kind.value} has no apiVersion, so kubectl refuses it.`;
    report('yaml/missing-header', root, message, { missing: 'apiVersion', fixes });
  } else if (kind === undefined && typeof apiVersion?.value === 'string')
    report(
      'yaml/missing-header',
      root,
      say`This object of ${apiVersion.value} has no kind, so kubectl refuses it.`,
      { missing: 'kind' },
    );
}

/** Other tools have files with a `kind` as well: a name in its metadata, and something beside it, make an object. */
function looksLikeObject(root: MapNode): boolean {
  const metadata = mapAt(root, 'metadata');
  const isNamed = (stringAt(metadata, 'name') ?? stringAt(metadata, 'generateName')) !== undefined;
  return (
    isNamed &&
    ['spec', 'data', 'rules', 'subjects', 'webhooks'].some(name => nodeAt(root, name) !== undefined)
  );
}

function headerFix(root: MapNode, line: string) {
  const start = startOf(root.entries[0]?.key ?? root);
  return { title: say`Write ${line}`, edits: [{ start, end: start, newText: `${line}\n` }] };
}
