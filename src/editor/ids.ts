/**
 * Every id that the extension shares with its manifest. A test holds this file against package.json, its words in
 * English and Spanish, and the tables of the README.
 */

export const commands = {
  useContext: 'timonel.cluster.useContext',
  connectContext: 'timonel.cluster.connect',
  disconnectContext: 'timonel.cluster.disconnect',
  chooseNamespaces: 'timonel.cluster.chooseNamespaces',
  retry: 'timonel.cluster.retry',
  signInAgain: 'timonel.cluster.signInAgain',
  openKubeconfig: 'timonel.cluster.openKubeconfig',
  showMore: 'timonel.cluster.showMore',
  startDemo: 'timonel.demo.start',
  stopDemo: 'timonel.demo.stop',
  viewYaml: 'timonel.object.viewYaml',
  describe: 'timonel.object.describe',
  copyName: 'timonel.object.copyName',
  deleteObject: 'timonel.object.delete',
  followLogs: 'timonel.logs.follow',
  deployProject: 'timonel.deploy.project',
  dryRun: 'timonel.manifests.dryRun',
  showDrift: 'timonel.drift.show',
  showModelDrift: 'timonel.drift.showModel',
} as const;

export const views = {
  cluster: 'timonel.cluster',
} as const;

export const viewContainer = 'timonel';

/** Types of webview panels. */
export const panels = {
  run: 'timonel.run',
  drift: 'timonel.drift',
} as const;

export const settings = {
  kubeconfig: 'timonel.kubeconfig',
  protectedContexts: 'timonel.protectedContexts',
  logsMaxLines: 'timonel.logs.maxLines',
  logsTailLines: 'timonel.logs.tailLines',
  manifestsProvider: 'timonel.manifests.provider',
  manifestsRules: 'timonel.manifests.rules',
  manifestsCodeLens: 'timonel.manifests.codeLens',
} as const;

/** Context keys that `when` clauses read. */
export const contextKeys = {
  isManifest: 'timonel:isManifest',
  isDemoRunning: 'timonel:isDemoRunning',
  hasContexts: 'timonel:hasContexts',
} as const;

/** Schemes of virtual documents. */
export const schemes = {
  object: 'timonel-object',
  diff: 'timonel-diff',
} as const;

/** Keys of the workspace's memory. */
export const memory = {
  currentContext: 'currentContext',
  namespaces: 'namespaces',
  deployTargets: 'deployTargets',
  modelTables: 'modelTables',
  /** In the user's memory, not the workspace's. */
  askedToShare: 'askedToShare',
} as const;
