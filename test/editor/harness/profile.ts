import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './edition.ts';

export type Theme = 'dark' | 'light' | 'hc';

/** The folders of a throw-away profile of the editor. */
export interface Profile {
  readonly folder: string;
  readonly server: string;
  readonly user: string;
  readonly extensions: string;
}

/** Each theme's identifier in the settings, and its name in the list of themes. */
const themes: Readonly<Record<Theme, { readonly id: string; readonly label: string }>> = {
  dark: { id: 'Dark Modern', label: 'Dark Modern' },
  light: { id: 'Light Modern', label: 'Light Modern' },
  hc: { id: 'Default High Contrast', label: 'Dark High Contrast' },
};

/** The name by which the editor lists a theme. */
export function themeLabel(theme: Theme): string {
  return themes[theme].label;
}

const quiet = {
  'telemetry.telemetryLevel': 'off',
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.editor.useModal': 'off',
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'npm.autoDetect': 'off',
  'files.simpleDialog.enable': true,
  'editor.minimap.enabled': false,
};

/** Makes a fresh profile with calm settings, and with the built extension installed where `isInstalled`. */
export function makeProfile(options: {
  readonly theme: Theme;
  readonly isInstalled: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
}): Profile {
  const folder = mkdtempSync(join(tmpdir(), 'timonel-editor-'));
  const profile = {
    folder,
    server: join(folder, 'server'),
    user: join(folder, 'user'),
    extensions: join(folder, 'extensions'),
  };
  mkdirSync(join(profile.user, 'User'), { recursive: true });
  mkdirSync(profile.extensions);
  const settings = { ...quiet, 'workbench.colorTheme': themes[options.theme].id, ...options.settings };
  writeFileSync(join(profile.user, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  if (options.isInstalled) {
    symlinkSync(projectRoot, join(profile.extensions, extensionFolder()), 'junction');
  }
  return profile;
}

function extensionFolder(): string {
  const manifest: { publisher: string; name: string; version: string } = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8'),
  );
  return `${manifest.publisher}.${manifest.name}-${manifest.version}`;
}
