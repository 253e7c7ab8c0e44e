import * as vscode from 'vscode';
import type { ManifestSettings } from '../../manifest/protocol.ts';
import { settings } from '../ids.ts';

/** The user's settings for manifests, without what is no valid value. */
export function manifestSettings(): ManifestSettings {
  const configuration = vscode.workspace.getConfiguration();
  const rules = configuration.get<Readonly<Record<string, unknown>>>(settings.manifestsRules) ?? {};
  const provider = configuration.get<string>(settings.manifestsProvider) === 'other' ? 'other' : 'timonel';
  const codeLens = configuration.get<boolean>(settings.manifestsCodeLens) ?? true;
  return { rules: Object.fromEntries(Object.entries(rules).filter(isSeverity)), provider, codeLens };
}

const severities = new Set<unknown>(['error', 'warning', 'information', 'hint', 'off']);

function isSeverity(entry: readonly [string, unknown]): entry is [string, ManifestSettings['rules'][string]] {
  return severities.has(entry[1]);
}
