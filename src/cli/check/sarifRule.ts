import type { Severity } from '../../manifest/problem.ts';
import type { RuleFacts } from '../../manifest/rule.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** How code scanning sorts what is no matter of security. */
const grades: Readonly<Record<Severity, 'error' | 'warning' | 'recommendation'>> = {
  error: 'error',
  warning: 'warning',
  information: 'recommendation',
  hint: 'recommendation',
};

/** A rule as a `reportingDescriptor`. */
export function sarifRule({ id, severity, summary, why }: RuleFacts): object {
  const area = id.slice(0, id.indexOf('/'));
  const silence = `Silence it on a line with the comment \`# timonel: ignore ${id}\`.`;
  return {
    id,
    name: nameOf(id),
    shortDescription: { text: summary },
    fullDescription: { text: why },
    help: {
      text: `${summary} ${why} ${silence.replaceAll('`', '')}`,
      markdown: `${summary}\n\n${why}\n\n${silence}\n`,
    },
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['kubernetes', area], precision: 'high', 'problem.severity': grades[severity] },
  };
}

/** `SchemaUnknownField` for `schema/unknown-field`. */
function nameOf(id: string): string {
  return id
    .split(/[/-]/)
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
