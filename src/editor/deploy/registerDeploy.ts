import * as vscode from 'vscode';
import { type Disposable, Owner } from '../../base/owner.ts';
import { commands } from '../ids.ts';
import type { DeployDeps, DeployParts } from './deployParts.ts';
import { DiffDocuments } from './diffDocuments.ts';

/** Registers *Deploy Project*. The work itself is a bundle of its own, loaded with the first run. */
export function registerDeploy(deps: DeployDeps): Disposable {
  const owner = new Owner();
  const parts: DeployParts = {
    ...deps,
    problems: owner.own(vscode.languages.createDiagnosticCollection('timonel-deploy')),
    diffs: owner.own(new DiffDocuments()),
  };
  let isRunning = false;
  const deploy = async (clicked: unknown) => {
    if (isRunning) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('A deploy is under way. Finish or cancel it first.'),
      );
      return;
    }
    isRunning = true;
    try {
      const { deployProject } = await import(/* webpackChunkName: "deploy" */ './deployProject.ts');
      await deployProject(clicked, parts);
    } finally {
      isRunning = false;
    }
  };
  owner.own(vscode.commands.registerCommand(commands.deployProject, deploy));
  return owner;
}
