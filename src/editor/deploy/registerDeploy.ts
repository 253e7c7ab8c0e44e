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
  const deploy = async (clicked: unknown) => {
    const { deployProject } = await import(/* webpackChunkName: "deploy" */ './deployProject.ts');
    await deployProject(clicked, parts);
  };
  owner.own(vscode.commands.registerCommand(commands.deployProject, deploy));
  return owner;
}
