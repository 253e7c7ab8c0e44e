import * as vscode from 'vscode';
import type { Result } from '../../cluster/failure.ts';
import { type ApplyReport, applyPlan } from '../../deploy/applyPlan.ts';
import { type DeployPlan, makePlan, stepTitle, withNamespace } from '../../deploy/plan.ts';
import { previewPlan, type StepPreview } from '../../deploy/previewPlan.ts';
import type { Project } from '../../deploy/project.ts';
import { resolvePlan } from '../../deploy/resolvePlan.ts';
import { serverProblems } from '../../deploy/serverProblems.ts';
import { showFailure, wordsOf } from '../failureNotice.ts';
import { askDecisions, mayChange } from './askDecisions.ts';
import { chooseTarget, type DeployTarget, rememberTarget } from './chooseTarget.ts';
import type { DeployParts } from './deployParts.ts';
import { isChange, pickApply } from './planPicker.ts';
import { markProblems, tellProblems } from './problemMarks.ts';
import { chooseRoot, isDocumentTarget, type ProjectRoot, readProject } from './projectRoot.ts';
import { followToReady } from './rolloutNotice.ts';
import { showDifferences } from './showDifferences.ts';
import { type Report, withProgress } from './withProgress.ts';

/** Runs *Deploy Project*: reads, asks where to, compares, shows, applies, and follows until all is ready. */
export async function deployProject(clicked: unknown, parts: DeployParts): Promise<void> {
  if (!(await isTrusted())) return;
  const root = await chooseRoot(clicked);
  if (root === undefined) return;
  parts.problems.clear();
  parts.diffs.begin();
  const reading = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Reading manifests…') };
  const project = await vscode.window.withProgress(reading, () => readProject(root));
  if (!(await isDeployable(project, root, parts))) return;
  const rootKey = vscode.Uri.joinPath(root.folder, root.file ?? '').toString();
  const isDiff = isDocumentTarget(clicked) && clicked.isDiff === true;
  const connected = isDiff ? connectedTarget(parts) : undefined;
  const target = connected ?? (await chooseTarget(rootKey, project, parts));
  if (target === undefined) return;
  const plan = makePlan(project, target.namespace);
  if (!(await isSound(plan, root, parts))) return;
  const previews = await compare(planFor(plan, target), target, parts);
  if (previews === undefined) return;
  markRefusals(previews, root, parts);
  const { contextName } = target;
  if (isDiff) return await showDifferences(previews, { projectName: root.name, contextName }, parts.diffs);
  rememberTarget(rootKey, target, parts);
  await applyAndFollow(previews, { root, target, parts });
}

/** Looking changes nothing, so the current context needs no question where it is connected already. */
function connectedTarget({ sessions }: DeployParts): DeployTarget | undefined {
  const { current } = sessions;
  if (current === undefined || sessions.openSession(current.name) === undefined) return undefined;
  return { contextName: current.name, namespace: current.namespace ?? 'default' };
}

interface Deploy {
  readonly root: ProjectRoot;
  readonly target: DeployTarget;
  readonly parts: DeployParts;
}

/** A folder that nobody vouched for could make us send anything, and run what its kustomization names. */
async function isTrusted(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t('Manage Workspace Trust');
  const chosen = await vscode.window.showErrorMessage(
    vscode.l10n.t(
      'This workspace is not trusted, so nothing of it is deployed. Look through its manifests and trust it first.',
    ),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}

async function isDeployable(project: Project, root: ProjectRoot, parts: DeployParts): Promise<boolean> {
  if (!(await isSound(makePlan(project), root, parts))) return false;
  if (project.documents.length > 0) return true;
  const reasons = project.skipped.slice(0, 3).map(({ path, why }) => `${path}: ${why}`);
  void vscode.window.showInformationMessage(
    [vscode.l10n.t('There is no manifest to deploy in {0}.', root.name), ...reasons].join(' · '),
  );
  return false;
}

async function isSound(plan: DeployPlan, root: ProjectRoot, { problems }: DeployParts): Promise<boolean> {
  if (plan.problems.length === 0) return true;
  markProblems(plan.problems, root, problems);
  await tellProblems(plan.problems, vscode.l10n.t('{0} cannot be deployed as it is.', root.name));
  return false;
}

function planFor(plan: DeployPlan, { namespace, isNewNamespace }: DeployTarget): DeployPlan {
  return namespace !== undefined && isNewNamespace ? withNamespace(plan, namespace) : plan;
}

async function compare(
  plan: DeployPlan,
  { contextName }: DeployTarget,
  { sessions, clock }: DeployParts,
): Promise<readonly StepPreview[] | undefined> {
  const { client } = sessions.session(contextName);
  const title = vscode.l10n.t('Comparing with {0}', contextName);
  const compared = await withProgress(
    title,
    clock,
    async ({ report, signal }): Promise<Result<readonly StepPreview[]>> => {
      const steps = await resolvePlan(plan, client);
      if (!steps.ok) return steps;
      return await previewPlan(steps.value, client, { signal, onProgress: stepReporter(report) });
    },
  );
  if (compared.ok) return compared.value;
  await showFailure(compared.failure, contextName);
  return undefined;
}

function stepReporter(report: Report) {
  return ({ step, number, total }: { step: StepPreview['step']; number: number; total: number }) =>
    report({ message: `${number}/${total} ${stepTitle(step)}`, increment: 100 / total });
}

function markRefusals(previews: readonly StepPreview[], root: ProjectRoot, { problems }: DeployParts): void {
  const found = previews.flatMap(preview =>
    preview.kind === 'refused' ? serverProblems(preview.failure, preview.step.document) : [],
  );
  markProblems(found, root, problems);
}

async function applyAndFollow(previews: readonly StepPreview[], deploy: Deploy): Promise<void> {
  const { root, target, parts } = deploy;
  const { contextName } = target;
  const changes = previews.filter(isChange);
  const isNothing = changes.length === 0 && previews.every(preview => preview.kind === 'checked');
  if (!isNothing) {
    const isWanted = await pickApply(previews, { projectName: root.name, contextName }, parts.diffs);
    if (!isWanted || !(await mayChange(contextName, changes.length))) return;
  }
  const report = await apply(previews, deploy);
  if (report.isCancelled) return tellCancelled(report);
  if (report.stopped !== undefined) return await tellStopped(report, deploy);
  await followToReady(report.done, { contextName, projectName: root.name, isNothing }, parts);
}

async function apply(previews: readonly StepPreview[], { target, parts }: Deploy): Promise<ApplyReport> {
  const { contextName } = target;
  const { client } = parts.sessions.session(contextName);
  const ports = { store: client, discovery: client, clock: parts.clock };
  return await withProgress(
    vscode.l10n.t('Applying to {0}', contextName),
    parts.clock,
    ({ report, signal }) =>
      applyPlan(previews, ports, askDecisions, { signal, onProgress: stepReporter(report) }),
  );
}

function tellCancelled({ done, remaining }: ApplyReport): void {
  const applied = done.filter(result => result.kind === 'applied').length;
  if (applied === 0) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Cancelled: {0} objects were applied, {1} were not. Deploy again to go on.',
      applied,
      remaining.length,
    ),
  );
}

async function tellStopped(
  { stopped, done, remaining }: ApplyReport,
  { root, parts }: Deploy,
): Promise<void> {
  if (stopped === undefined) return;
  const { step, failure } = stopped;
  const found = serverProblems(failure, step.document);
  markProblems(found, root, parts.problems);
  const applied = done.filter(result => result.kind === 'applied').length;
  await tellProblems(
    [],
    [
      `${stepTitle(step)}: ${wordsOf(failure)}`,
      vscode.l10n.t(
        '{0} objects were applied, {1} were not. Deploy again to go on.',
        applied,
        remaining.length,
      ),
    ].join(' '),
  );
}
