/** One cause in the details of a refusal. */
export interface StatusCause {
  readonly reason?: string;
  readonly message: string;
  readonly field?: string;
}

export interface StatusDetails {
  readonly name?: string;
  readonly group?: string;
  readonly kind?: string;
  readonly uid?: string;
  readonly causes?: readonly StatusCause[];
  readonly retryAfterSeconds?: number;
}

/** The `Status` object with which the API answers everything that went wrong, and some deletions. */
export interface Status {
  readonly kind: 'Status';
  readonly apiVersion: 'v1';
  readonly metadata: { readonly continue?: string };
  readonly status: 'Success' | 'Failure';
  readonly message?: string;
  readonly reason?: string;
  readonly details?: StatusDetails;
  readonly code?: number;
}

/** What names a resource in an error: `deployments.apps`, or `pods` of the core group. */
export interface ResourceName {
  readonly group: string;
  readonly plural: string;
}

/** A refusal, thrown anywhere below the HTTP layer and sent there as its `Status`. */
export class ApiError extends Error {
  readonly status: Status;

  constructor(
    code: number,
    reason: string,
    message: string,
    extra: Partial<Pick<Status, 'details' | 'metadata'>> = {},
  ) {
    super(message);
    const { details, metadata = {} } = extra;
    const base = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata,
      status: 'Failure',
      message,
      ...(reason ? { reason } : {}),
    } as const;
    this.status = details ? { ...base, details, code } : { ...base, code };
  }

  get code(): number {
    return this.status.code ?? 500;
  }
}

/** `deployments.apps`, `pods`. */
export function qualified(resource: ResourceName): string {
  return resource.group ? `${resource.plural}.${resource.group}` : resource.plural;
}

function detailsOf(resource: ResourceName, name?: string): StatusDetails {
  return {
    ...(name ? { name } : {}),
    ...(resource.group ? { group: resource.group } : {}),
    kind: resource.plural,
  };
}

/** What names a kind in an error: `Deployment.apps`, or `Pod` of the core group. */
export interface NamedKind {
  readonly group: string;
  readonly kind: string;
}

function titleOf({ group, kind }: NamedKind): string {
  return group ? `${kind}.${group}` : kind;
}

export const refusals = {
  badRequest: (message: string) => new ApiError(400, 'BadRequest', message),

  unauthorized: () => new ApiError(401, 'Unauthorized', 'Unauthorized'),

  forbidden: (resource: ResourceName, name: string, why: string) =>
    new ApiError(403, 'Forbidden', `${qualified(resource)} ${JSON.stringify(name)} is forbidden: ${why}`, {
      details: detailsOf(resource, name),
    }),

  notFound: (resource: ResourceName, name: string) =>
    new ApiError(404, 'NotFound', `${qualified(resource)} ${JSON.stringify(name)} not found`, {
      details: detailsOf(resource, name),
    }),

  /** A path or kind that the server does not serve. */
  pathNotFound: () =>
    new ApiError(404, 'NotFound', 'the server could not find the requested resource', { details: {} }),

  methodNotAllowed: () =>
    new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource', {
      details: {},
    }),

  notAcceptable: (offered: string) =>
    new ApiError(406, 'NotAcceptable', `only the following media types are accepted: ${offered}`),

  alreadyExists: (resource: ResourceName, name: string) =>
    new ApiError(409, 'AlreadyExists', `${qualified(resource)} ${JSON.stringify(name)} already exists`, {
      details: detailsOf(resource, name),
    }),

  /** The `resourceVersion` that was sent is not the current one. */
  changedMeanwhile: (resource: ResourceName, name: string) =>
    new ApiError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${qualified(resource)} ${JSON.stringify(name)}: the object has been modified; ` +
        'please apply your changes to the latest version and try again',
      { details: detailsOf(resource, name) },
    ),

  /** The object is not the one that was meant. */
  otherUid: (kind: NamedKind, name: string, wanted: string, found: string) =>
    new ApiError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${titleOf(kind)} ${JSON.stringify(name)}: the UID in the precondition (${wanted}) ` +
        `does not match the UID in record (${found}). The object might have been deleted and then recreated`,
      { details: { name, ...(kind.group ? { group: kind.group } : {}), kind: kind.kind } },
    ),

  applyConflict: (message: string, causes: readonly StatusCause[]) =>
    new ApiError(409, 'Conflict', message, { details: { causes } }),

  /** The watch starts before what the server still remembers. */
  tooOld: (asked: number, oldest: number) =>
    new ApiError(410, 'Expired', `too old resource version: ${asked} (${oldest})`),

  continueExpired: (freshToken: string) =>
    new ApiError(
      410,
      'Expired',
      'The provided continue parameter is too old to display a consistent list result. You can start a new list ' +
        'without the continue parameter, or use the continue token in this response to retrieve the remainder of the ' +
        'results. Continuing with the provided token results in an inconsistent list - objects that were created, ' +
        'modified, or deleted between the time the first chunk was returned and now may show up in the list.',
      { metadata: { continue: freshToken } },
    ),

  unsupportedMediaType: () =>
    new ApiError(
      415,
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json, ' +
        'application/yaml, application/vnd.kubernetes.protobuf',
    ),

  unsupportedPatch: () =>
    new ApiError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', { details: {} }),

  invalid: (kind: NamedKind, name: string, causes: readonly StatusCause[]) => {
    const words = causes.map(cause => `${cause.field}: ${cause.message}`);
    const list = words.length === 1 ? words[0] : `[${words.join(', ')}]`;
    return new ApiError(422, 'Invalid', `${titleOf(kind)} ${JSON.stringify(name)} is invalid: ${list}`, {
      details: {
        ...(name ? { name } : {}),
        ...(kind.group ? { group: kind.group } : {}),
        kind: kind.kind,
        causes,
      },
    });
  },
} as const;
