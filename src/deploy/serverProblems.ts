import type { Failure } from '../cluster/failure.ts';
import { shortText } from '../cluster/wireReader.ts';
import { type FieldPath, resolveField } from './fieldPath.ts';
import type { ManifestDocument } from './manifestDocument.ts';
import type { ProjectProblem } from './project.ts';
import { withoutSecretValues } from './secrets.ts';

interface Complaint {
  readonly field: string;
  readonly message: string;
  /** The field's name is wrong, not its value. */
  readonly isAboutName?: boolean;
}

/**
 * Places a server's refusal on the lines of the manifest that it refused: by the fields of its causes, else by the
 * fields that its message speaks of, else on the object's name. A field that is not there is told at its parent.
 */
export function serverProblems(failure: Failure, document: ManifestDocument): readonly ProjectProblem[] {
  const complaints = complaintsOf(failure);
  if (complaints.length === 0) return [placedProblem(document, { field: '', message: failure.message })];
  return complaints.map(complaint => placedProblem(document, complaint));
}

function complaintsOf(failure: Failure): readonly Complaint[] {
  const causes = failure.kind === 'invalid' || failure.kind === 'conflict' ? failure.causes : [];
  const placed = causes.flatMap(({ field, message }) =>
    field === undefined || field === '<nil>' ? [] : [{ field, message }],
  );
  return placed.length > 0 ? placed : complaintsInMessage(failure.message);
}

function complaintsInMessage(message: string): readonly Complaint[] {
  return [
    ...found(message, /\b(unknown|duplicate) field "([^"]+)"/g, ([, what, field]) => ({
      field: field ?? '',
      message: `${what} field "${field}"`,
      isAboutName: true,
    })),
    ...found(message, /(?:^|[\s:])(\.[\w$][^\s:]*): field not declared in schema/g, ([, field]) => ({
      field: field ?? '',
      message: `unknown field "${field?.replace(/^\./, '')}"`,
      isAboutName: true,
    })),
    ...found(
      message,
      /(?:^|[\s:])(\.[\w$][^\s:]*): ((?:expected|duplicate entries|element \d+|failed)[^\n]*)/g,
      ([, field, what]) => ({ field: field ?? '', message: what ?? '' }),
    ),
    ...found(
      message,
      /cannot unmarshal (\S+(?: [\d.]+)?) into Go struct field \w+\.([\w.]+) of type ([\w.*[\]]+)/g,
      ([, got, field, type]) => ({ field: field ?? '', message: `expected ${type}, got ${got}` }),
    ),
    ...found(message, /namespaces "[^"]+" not found/g, ([text]) => ({
      field: 'metadata.namespace',
      message: text,
    })),
  ];
}

function found(
  message: string,
  pattern: RegExp,
  complaint: (match: RegExpExecArray) => Complaint,
): readonly Complaint[] {
  return [...message.matchAll(pattern)].map(complaint);
}

function placedProblem(document: ManifestDocument, complaint: Complaint): ProjectProblem {
  const { field, message, isAboutName } = complaint;
  const { path, rest } = resolveField(field, document.object);
  const isThere = field !== '' && path.length > 0;
  const place: FieldPath = isThere ? path : ['metadata', 'name'];
  const isMissing = isThere && rest !== '';
  const where = isMissing ? `${field.replace(/^\./, '')}: ` : '';
  return {
    file: document.file,
    range: document.rangeOf(place, isAboutName && !isMissing ? 'key' : undefined),
    message: shortText(withoutSecretValues(`${where}${withAdvice(message)}`, document.object), 1000) ?? '',
  };
}

/** The server dumps the whole value in front of this refusal, and does not say what can be done about it. */
function withAdvice(message: string): string {
  return /field is immutable$/.test(message)
    ? 'field is immutable: delete the live object first, or give this one another name'
    : message;
}
