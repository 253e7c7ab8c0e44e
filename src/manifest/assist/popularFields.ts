/**
 * Field names in the order in which people think of them: what public manifests of Kubernetes and its ML systems write
 * most, with the fields that begin an object first.
 */
const names = `
apiVersion kind metadata spec name generateName image namespace labels annotations selector template predictor model
modelFormat storageUri command args ports containerPort env envFrom resources requests limits volumeMounts mountPath
containers volumes replicas matchLabels type value valueFrom cpu memory key path entrypoint arguments templates parameters
inputs outputs container script source dag steps tasks dependencies depends when rules protocol port targetPort data
minReplicas maxReplicas serviceAccountName imagePullPolicy imagePullSecrets securityContext restartPolicy emptyDir
nodeSelector tolerations affinity strategy triggers scaleTargetRef initContainers readinessProbe livenessProbe startupProbe
effect operator configMap secret persistentVolumeClaim claimName httpGet tcpSocket exec initialDelaySeconds periodSeconds
timeoutSeconds failureThreshold configMapKeyRef secretKeyRef configMapRef secretRef fieldRef fieldPath runtime
protocolVersion runtimeVersion args storage schedule schedules jobTemplate concurrencyPolicy timeZone suspend
backoffLimit completions parallelism completionMode activeDeadlineSeconds ttlSecondsAfterFinished runtimeRef trainer
numNodes numProcPerNode resourcesPerNode initializer dataset runPolicy pytorchReplicaSpecs tfReplicaSpecs mpiReplicaSpecs
Master Worker Launcher Chief PS cleanPodPolicy objective goal objectiveMetricName additionalMetricNames algorithm
algorithmName feasibleSpace trialTemplate trialSpec trialParameters primaryContainerName parallelTrialCount maxTrialCount
maxFailedTrialCount parameterType min max metricsCollectorSpec headGroupSpec workerGroupSpecs groupName rayStartParams
rayVersion rayClusterSpec rayClusterConfig serveConfigV2 runtimeEnvYAML shutdownAfterJobFinishes mode sparkVersion
mainApplicationFile mainClass driver executor cores instances serviceAccount predictors graph implementation modelUri
children endpoint componentSpecs requirements server secretName server traffic canaryTrafficPercent scaleTarget
scaleMetric containerConcurrency timeout logger batcher transformer explainer canary blueGreen setWeight pause duration
canaryService stableService activeService previewService trafficRouting analysis templateName templateRef
workflowTemplateRef clusterScope withItems withParam withSequence artifacts from default description retryStrategy limit
pollingInterval cooldownPeriod minReplicaCount maxReplicaCount idleReplicaCount metadata authenticationRef metricType
parentRefs hostnames backendRefs weight matches headers listeners gatewayClassName hosts http route destination host subset
gateways accessModes storageClassName volumeClaimTemplates serviceName matchExpressions values topologyKey
topologySpreadConstraints maxSkew whenUnsatisfiable endpoints interval namespaceSelector groups alert expr for summary
clusterQueue cohortName resourceGroups coveredResources flavors nominalQuota borrowingLimit nodeLabels queueingStrategy
replicatedJobs leaderWorkerTemplate size workerTemplate leaderTemplate queue minAvailable policies schedulerName
instanceType inference tuning preset terminationGracePeriodSeconds priorityClassName lifecycle workingDir subPath readOnly
stringData immutable rollingUpdate maxSurge maxUnavailable revisionHistoryLimit metrics behavior target
averageUtilization allowPrivilegeEscalation capabilities drop add runAsNonRoot runAsUser runAsGroup fsGroup
seccompProfile readOnlyRootFilesystem privileged roleRef subjects apiGroup apiGroups verbs defaultMode medium sizeLimit
items optional hostPath nodeAffinity podAffinity podAntiAffinity requiredDuringSchedulingIgnoredDuringExecution
preferredDuringSchedulingIgnoredDuringExecution nodeSelectorTerms ingressClassName tls paths pathType backend service
`;

const ranks: ReadonlyMap<string, number> = new Map(
  names
    .trim()
    .split(/\s+/)
    .toReversed()
    .map((name, index, all) => [name, 20 + all.length - index]),
);

const unknown = 800;

/** What people write first in the maps of some fields, where it differs from the order of all names. */
const leading: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'predictor',
    ['model', 'minReplicas', 'maxReplicas', 'serviceAccountName', 'containers', 'canaryTrafficPercent'],
  ],
  ['transformer', ['containers', 'minReplicas', 'maxReplicas']],
  ['model', ['modelFormat', 'storageUri', 'runtime', 'resources', 'args', 'env', 'protocolVersion']],
]);

/** Where a field stands in the order of what people write, in the map of a field; smaller comes first. */
export function popularityOf(field: string, holder?: string): number {
  const first = holder === undefined ? -1 : (leading.get(holder)?.indexOf(field) ?? -1);
  if (first >= 0) return first;
  if (field === 'status' || field === 'managedFields') return 990;
  return ranks.get(field) ?? unknown;
}

/** Fields that are worth bringing along with their parent although no schema requires them, by core type name. */
export const companions: Readonly<Record<string, readonly string[]>> = {
  ObjectMeta: ['name'],
  PodTemplateSpec: ['spec'],
  Container: ['name', 'image'],
  LabelSelector: ['matchLabels'],
};
