const header = /^(?:apiVersion|kind):[ \t]*\S/m;
const nestedHeader = /^[ \t-]+apiVersion:[ \t]*\S/m;
const pipeline = /^(?:pipelineInfo|schemaVersion|deploymentSpec):/m;
const special = /(?:^|[/\\])(?:kustomization\.ya?ml|Kustomization|timonel\.ya?ml)$/;

/** Whether a text has a document with `apiVersion` and `kind` at its top level: whether it can be deployed. */
export function looksLikeManifest(text: string): boolean {
  return /^apiVersion:[ \t]*\S/m.test(text) && /^kind:[ \t]*\S/m.test(text);
}

/**
 * Whether a file is worth judging, told from its text without parsing it: it has an object's header, is a compiled pipeline,
 * or has a name that tools know. Half-typed manifests count: one of `apiVersion` and `kind` is enough.
 */
export function mayBeManifest(text: string, fileName = ''): boolean {
  if (special.test(fileName)) return true;
  return (header.test(text) || nestedHeader.test(text) || pipeline.test(text)) && !isTemplate(text);
}

/** Lines and values that only a template engine can read: Helm's and Jinja's braces outside of quotes and block scalars. */
const bracesOnLine =
  /^[ \t]*(?:\{\{-?[ \t]*(?:if|range|with|end|include|define|template|else|toYaml|\$|\.|\/\*)|\{%[-+ \t])/m;
const bracesAsValue =
  /^[ \t-]*[\w./-]+:[ \t]+\{\{-?[ \t]*(?:\.|\$|include|template|toYaml|default|quote|printf)[^\n]*\}\}/m;

/** What every such template holds somewhere: looked for first, since it costs next to nothing. */
const marks = /\{\{[-. $]|\{%/;

/** Whether a text is the source of a Helm chart or of Jinja, which is no YAML before it is rendered. */
export function isTemplate(text: string): boolean {
  if (!marks.test(text)) return false;
  return bracesOnLine.test(text) || bracesAsValue.test(text);
}

const telling = /\{|apiVersion|kind|pipelineInfo|schemaVersion|deploymentSpec/;

/** Whether whole lines of a text say anything to `mayBeManifest`, so that it must be asked again when they come or go. */
export function bearsOnSniffing(lines: string): boolean {
  return telling.test(lines);
}
