import type { Failure, FailureCause } from './failure.ts';

/** A way out that a notice or a row can offer. */
export type WayOut = 'retry' | 'signInAgain' | 'chooseNamespaces' | 'openKubeconfig';

/** A failure as a colleague would tell it. */
export interface FailureWords {
  /** What happened, in a few words; fits a row of the tree. */
  readonly title: string;
  /** Why, and what to do next. One or two sentences, with what the server said at the end. */
  readonly detail: string;
  /** The best way out first; empty where there is none, or nothing to say at all. */
  readonly actions: readonly WayOut[];
}

/** Turns an English text with places `{0}`, `{1}` into the user's language. Compatible with `vscode.l10n.t`. */
export type Translate = (text: string, ...args: (string | number)[]) => string;

/** English as it stands. */
export const inEnglish: Translate = (text, ...args) =>
  text.replaceAll(/\{(\d+)\}/g, (place, index) => String(args[Number(index)] ?? place));

/** What belongs to no namespace, so that choosing others opens no door to it. */
const clusterScoped: ReadonlySet<string> = new Set([
  'nodes',
  'persistentvolumes',
  'customresourcedefinitions',
]);

const maxQuoteLength = 300;
const maxCauses = 3;

/** Words a failure for the user. What comes from outside is cut short and cleared of control characters. */
export function failureWords(failure: Failure, translate: Translate = inEnglish): FailureWords {
  const said = quote(failure.message);
  switch (failure.kind) {
    case 'unreachable':
      return {
        title: translate('Cannot reach the cluster'),
        detail: sentences(
          failure.server === ''
            ? translate('The connection broke off.')
            : translate(
                'No connection to {0}. Is the cluster running, and the VPN on?',
                quote(failure.server),
              ),
          said,
        ),
        actions: ['retry', 'openKubeconfig'],
      };
    case 'badCertificate':
      return {
        title: translate('The certificate is not trusted'),
        detail: sentences(
          translate('The secure connection to {0} was refused.', quote(failure.server)),
          translate(
            'Check certificate-authority and tls-server-name in the kubeconfig, and the dates of both certificates.',
          ),
          said,
        ),
        actions: ['openKubeconfig', 'retry'],
      };
    case 'badKubeconfig':
      return {
        title: translate('The kubeconfig needs a look'),
        detail: said,
        actions: ['openKubeconfig', 'retry'],
      };
    case 'loginFailed':
      return loginWords(failure, said, translate);
    case 'expiredLogin':
      return {
        title: translate('The login has expired'),
        detail: sentences(
          translate('The cluster no longer accepts these credentials. Sign in again to go on.'),
          said,
        ),
        actions: ['signInAgain', 'openKubeconfig'],
      };
    case 'forbidden':
      return forbiddenWords(failure, said, translate);
    default:
      return answerWords(failure, said, translate);
  }
}

type FailureOf<K extends Failure['kind']> = Extract<Failure, { readonly kind: K }>;

function loginWords(failure: FailureOf<'loginFailed'>, said: string, translate: Translate): FailureWords {
  const { command, installHint } = failure;
  return {
    title: translate('The login failed'),
    detail: sentences(
      command === undefined
        ? translate('The login that the kubeconfig asks for did not work.')
        : translate('The login command "{0}" did not work. Try it in a terminal.', quote(command)),
      said,
      installHint === undefined ? '' : quote(installHint),
    ),
    actions: ['signInAgain', 'openKubeconfig'],
  };
}

function forbiddenWords(failure: FailureOf<'forbidden'>, said: string, translate: Translate): FailureWords {
  const { verb, resource, namespace } = failure;
  const isReading = verb === undefined || ['get', 'list', 'watch'].includes(verb);
  const what = resource === undefined ? '' : quote(resource);
  const title =
    what === '' ? translate('Not allowed') : translate('Not allowed: {0}', verb ? `${verb} ${what}` : what);
  const isOfNamespaces = resource === undefined || !clusterScoped.has(resource);
  if (namespace !== undefined || !isReading || !isOfNamespaces) {
    const advice = translate('Ask whoever runs the cluster for the right, or use another context.');
    return {
      title,
      detail: sentences(advice, said),
      actions: isReading && isOfNamespaces ? ['chooseNamespaces', 'retry'] : ['retry'],
    };
  }
  const advice = translate(
    'Your account may not see this in the whole cluster. Choose the namespaces that you may see.',
  );
  return { title, detail: sentences(advice, said), actions: ['chooseNamespaces', 'retry'] };
}

type Answered = Exclude<
  Failure['kind'],
  'unreachable' | 'badCertificate' | 'badKubeconfig' | 'loginFailed' | 'expiredLogin' | 'forbidden'
>;

function answerWords(failure: FailureOf<Answered>, said: string, translate: Translate): FailureWords {
  switch (failure.kind) {
    case 'notFound':
      return words(
        translate('Not found'),
        sentences(translate('It was deleted, or never was there.'), said),
        'retry',
      );
    case 'kindNotServed':
      return words(
        translate('Not installed in this cluster'),
        translate('The cluster does not serve {0}.', quote(nameOfKind(failure))),
        'retry',
      );
    case 'conflict':
      return words(
        translate('Somebody else changed it'),
        sentences(translate('Another owner holds what was to be changed.'), causes(failure.causes, said)),
        'retry',
      );
    case 'alreadyExists':
      return words(translate('It is there already'), said);
    case 'invalid':
      return words(translate('The cluster refused it as invalid'), causes(failure.causes, said));
    default:
      return faultWords(failure, said, translate);
  }
}

type Fault = Exclude<Answered, 'notFound' | 'kindNotServed' | 'conflict' | 'alreadyExists' | 'invalid'>;

/** What is the server's fault, or nobody's. */
function faultWords(failure: FailureOf<Fault>, said: string, translate: Translate): FailureWords {
  switch (failure.kind) {
    case 'tooManyRequests':
      return words(
        translate('The cluster is busy'),
        sentences(translate('It asks for fewer requests; trying again in a while.'), said),
        'retry',
      );
    case 'expired':
      return words(
        translate('The view is out of date'),
        sentences(translate('It has to be read anew.'), said),
        'retry',
      );
    case 'timedOut':
      return words(
        translate('No answer in time'),
        sentences(translate('The cluster took too long to answer.'), said),
        'retry',
      );
    case 'cancelled':
      return words('', '');
    case 'serverError':
      return words(
        translate('The cluster has a fault'),
        sentences(translate('The server could not answer.'), said),
        'retry',
      );
    case 'badAnswer':
      return words(
        translate('An answer that makes no sense'),
        sentences(
          translate(
            'What answered does not look like a Kubernetes API server. Is there a proxy or a sign-in page between?',
          ),
          said,
        ),
        'retry',
        'openKubeconfig',
      );
  }
}

function words(title: string, detail: string, ...actions: readonly WayOut[]): FailureWords {
  return { title, detail, actions };
}

function nameOfKind({ group, resource }: { readonly group: string; readonly resource: string }): string {
  if (resource === '') return group;
  return group === '' ? resource : `${resource}.${group}`;
}

/** The causes with their fields, or the whole message where the server names none. */
function causes(list: readonly FailureCause[], said: string): string {
  if (list.length === 0) return said;
  const shown = list.slice(0, maxCauses).map(({ field, message }) => {
    const text = quote(message, 200);
    return field === undefined || text.includes(field) ? text : `${quote(field, 100)}: ${text}`;
  });
  const left = list.length - shown.length;
  return left > 0 ? `${shown.join('; ')} (+${left})` : shown.join('; ');
}

function sentences(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' ');
}

/** A text from outside on one line, cut short. Direction marks go too, since they can reorder what stands around them. */
function quote(text: string, limit = maxQuoteLength): string {
  const clean = text
    .slice(0, limit * 4)
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return clean.length <= limit ? clean : `${clean.slice(0, limit - 1)}…`;
}
