import type { TextEdit } from '../fix/fix.ts';
import type { OffsetRange } from '../problemRange.ts';
import { type Message, say } from '../say.ts';
import {
  dataKeyFlaw,
  dns1035LabelFlaw,
  dnsLabelFlaw,
  dnsSubdomainFlaw,
  type NameSyntax,
  portNameFlaw,
} from '../structure/names.ts';
import { anchorAt } from './anchors.ts';
import { type Location, type NameMeant, type NamesRequest, nameMeant, references } from './names.ts';

/** A rename, ready to be shown before it is made. */
export interface Renaming {
  readonly edits: readonly { readonly uri: string; readonly edits: readonly TextEdit[] }[];
  readonly places: number;
  /** How many places in how many files. */
  readonly summary: Message;
}

/** What a rename at an offset would take the place of; undefined where there is nothing to rename. */
export function renameRange(request: NamesRequest): OffsetRange | undefined {
  const anchor = anchorAt(request.documents, request.offset);
  if (anchor !== undefined) {
    const at = [anchor.anchor, ...anchor.aliases].find(
      ({ start, end }) => start - 1 <= request.offset && request.offset <= end,
    );
    return at;
  }
  return nameMeant(request)?.range;
}

/** Renames what the cursor stands on at every place that names it; a message where the new name cannot be. */
export function rename(request: NamesRequest, name: string): Renaming | Message {
  const flaw = flawOf(request, name);
  if (flaw !== undefined) return flaw;
  const places = unique(references(request, true));
  if (places.length === 0) return say`There is nothing to rename here.`;
  const byFile = Map.groupBy(places, place => place.uri);
  const edits = [...byFile].map(([uri, own]) => ({
    uri,
    edits: own.map(({ start, end }) => ({ start, end, newText: name })),
  }));
  return {
    edits,
    places: places.length,
    summary: say`Renamed at ${places.length} places in ${edits.length} files.`,
  };
}

function flawOf(request: NamesRequest, name: string): Message | undefined {
  if (anchorAt(request.documents, request.offset) !== undefined)
    return /^[\w.-]+$/.test(name) ? undefined : say`"${name}" cannot be the name of an anchor.`;
  const meant = nameMeant(request);
  if (meant === undefined) return say`There is nothing to rename here.`;
  const flaw = syntaxOf(meant)(name);
  if (flaw === undefined) return undefined;
  if (flaw.flaw === 'tooLong')
    return say`A name here may be at most ${flaw.most} characters long; this one has ${name.length}.`;
  return say`"${name}" cannot be a name here.`;
}

/** Names within Argo's and Katib's own files are freer than those of objects, but must not break the YAML around them. */
const word: NameSyntax = name => (/^[A-Za-z_][\w-]*$/.test(name) ? undefined : { flaw: 'characters' });

function syntaxOf(meant: NameMeant): NameSyntax {
  if (meant.what === 'key') return dataKeyFlaw;
  if (meant.what === 'object')
    return meant.to.some(({ group, kind }) => group === '' && kind === 'Service')
      ? dns1035LabelFlaw
      : dnsSubdomainFlaw;
  if (meant.local.space === 'port') return portNameFlaw;
  return ['volume', 'claim', 'replicated job'].includes(meant.local.space) ? dnsLabelFlaw : word;
}

function unique(places: readonly Location[]): readonly Location[] {
  return [...new Map(places.map(place => [`${place.uri} ${place.start}`, place])).values()];
}
