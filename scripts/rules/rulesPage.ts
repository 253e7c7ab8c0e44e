// npm run docs:rules: writes docs/rules.md from what the rules say of themselves.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleFacts } from '../../src/manifest/rule.ts';
import { allRules } from '../../src/manifest/rules/table.ts';
import { ruleAreas } from './ruleAreas.ts';

const head = `# Rules

<!-- Made by \`npm run docs:rules\` from the rules themselves. -->

Timonel judges manifests while you write them, and at a terminal by [\`timonel check\`](cli.md). Every problem names its rule,
and the editor links it to its place on this page. An *error* is what someone refuses (the API server, a webhook, a
controller) or what can never work; a *warning* works, but most likely not as it is meant; *information* is worth knowing, as
that a version is deprecated; a *hint* is advice. Some rules weigh single cases differently than it is told here.

## Changing a severity

The setting \`timonel.manifests.rules\` gives rules or whole areas another severity; \`off\` silences. A rule's own entry wins
over that of its area.

\`\`\`json
"timonel.manifests.rules": {
  "advice": "off",
  "schema/retired-version": "error"
}
\`\`\`

## Ignoring a rule

Comments in a manifest silence rules where it is right to break them:

\`\`\`yaml
# timonel: ignore
# alone on a line without a rule: nothing is told of this document
spec:
  replicas: 0 # timonel: ignore advice/some-rule other-area
  # timonel: ignore schema/unknown-field
  fieldOfAnotherVersion: 1
\`\`\`

At the end of a line it holds for that line; alone on a line it holds for the next. Rules are separated by blanks or commas,
and an area stands for all of its rules. The quick fix *Ignore … here* writes such a comment.
`;

/** The page for a table of rules, area by area and in the order in which the rules stand in their sources. */
export function rulesPage(facts: Iterable<RuleFacts>): string {
  const byArea = Map.groupBy(facts, ({ id }) => id.slice(0, id.indexOf('/')));
  const sections = ruleAreas.flatMap(({ name, title, introduction }) => {
    const rules = byArea.get(name);
    return rules ? [`\n## ${title} (\`${name}\`)\n\n${introduction}\n${rules.map(section).join('')}`] : [];
  });
  return `${head}${sections.join('')}`;
}

function section({ id, severity, summary, why }: RuleFacts): string {
  return `\n### ${id}\n\n*${severity}* · ${markdown(summary)}\n\n${markdown(why)}\n`;
}

/** Sentences as they are, also where they name patterns and placeholders that Markdown would read as its own. */
function markdown(sentence: string): string {
  return sentence.replaceAll(/[\\*_<>[\]`]/g, '\\$&');
}

if (import.meta.main) {
  const page = join(fileURLToPath(new URL('../../', import.meta.url)), 'docs', 'rules.md');
  writeFileSync(page, rulesPage(allRules().facts.values()));
}
