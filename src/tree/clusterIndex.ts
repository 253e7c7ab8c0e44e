import { Owner } from '../base/owner.ts';
import { type ConfigFacts, configMapKind, secretKind } from '../cluster/config.ts';
import type { FeedSource } from '../cluster/feed.ts';
import { type CronJobFacts, cronJobKind, type JobFacts, jobKind } from '../cluster/job.ts';
import { type NodeFacts, nodeKind } from '../cluster/node.ts';
import type { FactKind, ObjectFacts } from '../cluster/objectFacts.ts';
import { type PodFacts, podKind } from '../cluster/pod.ts';
import { type ServiceFacts, serviceKind } from '../cluster/service.ts';
import { type ClaimFacts, claimKind, type VolumeFacts, volumeKind } from '../cluster/storage.ts';
import { daemonSetKind, deploymentKind, statefulSetKind, type WorkloadFacts } from '../cluster/workload.ts';
import { type InferenceServiceFacts, inferenceServiceKind } from '../models/inferenceService.ts';
import { runOfJob } from '../training/job.ts';
import { BucketIndex, type FactIndex, KeyedIndex, Tally } from './factIndex.ts';
import { FactStore } from './factStore.ts';
import { ModelIndex } from './modelIndex.ts';
import { byName, byNamespace } from './nameOrder.ts';
import { NodeLoads } from './nodeLoads.ts';
import { podHealth } from './podRow.ts';
import { SortedList, Versions } from './sortedList.ts';
import { hasShownWorkload, WorkloadNames, workloadKey } from './workloadNames.ts';

const nameKey = ({ namespace, name }: ObjectFacts) => `${namespace}/${name}`;

/**
 * Everything that the tree knows of a cluster, kept up to date one change at a time.
 *
 * Making it starts no feed: a store's feed runs while somebody uses it. Each index costs a pod a few machine words.
 */
export class ClusterIndex extends Owner {
  readonly #source: FeedSource;
  readonly #onDidChange: () => void;
  readonly #versions = new Versions();

  /** Pods by node, with the sums of what they take. */
  readonly nodeLoads = new NodeLoads(this.#versions);
  readonly workloadNames = new WorkloadNames(this.#versions);
  /** By {@link workloadKey}. */
  readonly podsByWorkload = this.#pods(pod => pod.workload && workloadKey(pod.namespace, pod.workload));
  /** By {@link workloadKey} of the tie. */
  readonly podsByTie = this.#pods(pod => pod.tie && workloadKey(pod.namespace, pod.tie));
  /** By namespace: the pods that no shown workload owns. */
  readonly loosePods = this.#pods(pod => (hasShownWorkload(pod) ? undefined : pod.namespace));
  readonly podHealth = new Tally<PodFacts>(podHealth);
  /** By `health/namespace`. */
  readonly podHealthByNamespace = new Tally<PodFacts>(pod => `${podHealth(pod)}/${pod.namespace}`);
  readonly models = new ModelIndex(this.#versions);
  readonly nodeList = new SortedList<NodeFacts>(byName, this.#versions);
  readonly nodesByName = new KeyedIndex<NodeFacts>(node => node.name);
  /** By {@link workloadKey}. */
  readonly workloads = new KeyedIndex<WorkloadFacts>(workload => workloadKey(workload.namespace, workload));
  readonly runStates = new Tally<JobFacts>(job => runOfJob(job).state);
  /** By `namespace/name` of the CronJob, and by an empty key those that none has started. */
  readonly jobsByCronJob = new BucketIndex<JobFacts>(cronJobKey, byName, this.#versions);
  readonly cronJobList = new SortedList<CronJobFacts>(byName, this.#versions);
  readonly cronJobsByName = new KeyedIndex<CronJobFacts>(nameKey);
  readonly serviceList = new SortedList<ServiceFacts>(byNamespace, this.#versions);
  readonly configList = new SortedList<ConfigFacts>(byKindThenNamespace, this.#versions);
  readonly claimList = new SortedList<ClaimFacts>(byNamespace, this.#versions);
  readonly volumeList = new SortedList<VolumeFacts>(byName, this.#versions);

  readonly pods: FactStore<PodFacts>;
  readonly nodes: FactStore<NodeFacts>;
  readonly inferenceServices: FactStore<InferenceServiceFacts>;
  readonly deployments: FactStore<WorkloadFacts>;
  readonly statefulSets: FactStore<WorkloadFacts>;
  readonly daemonSets: FactStore<WorkloadFacts>;
  readonly jobs: FactStore<JobFacts>;
  readonly cronJobs: FactStore<CronJobFacts>;
  readonly services: FactStore<ServiceFacts>;
  readonly configMaps: FactStore<ConfigFacts>;
  readonly secrets: FactStore<ConfigFacts>;
  readonly claims: FactStore<ClaimFacts>;
  readonly volumes: FactStore<VolumeFacts>;

  /** @param onDidChange called after every change of facts or of a feed's state */
  constructor(source: FeedSource, onDidChange: () => void) {
    super();
    this.#source = source;
    this.#onDidChange = onDidChange;
    const named = this.workloadNames.ofWorkloads;
    this.pods = this.#store(podKind, [
      this.nodeLoads,
      this.workloadNames.ofPods,
      this.podsByWorkload,
      this.podsByTie,
      this.loosePods,
      this.podHealth,
      this.podHealthByNamespace,
    ]);
    this.nodes = this.#store(nodeKind, [this.nodeList, this.nodesByName]);
    this.inferenceServices = this.#store(inferenceServiceKind, [this.models.ofServices]);
    this.deployments = this.#store(deploymentKind, [this.workloads, named, this.models.ofWorkloads]);
    this.statefulSets = this.#store(statefulSetKind, [this.workloads, named, this.models.ofWorkloads]);
    this.daemonSets = this.#store(daemonSetKind, [this.workloads, named]);
    this.jobs = this.#store(jobKind, [this.runStates, this.jobsByCronJob]);
    this.cronJobs = this.#store(cronJobKind, [this.cronJobList, this.cronJobsByName]);
    this.services = this.#store(serviceKind, [this.serviceList]);
    this.configMaps = this.#store(configMapKind, [this.configList]);
    this.secrets = this.#store(secretKind, [this.configList]);
    this.claims = this.#store(claimKind, [this.claimList]);
    this.volumes = this.#store(volumeKind, [this.volumeList]);
  }

  #store<F extends ObjectFacts>(kind: FactKind<F>, indexes: readonly FactIndex<F>[]): FactStore<F> {
    const store = this.own(new FactStore(kind.resource, this.#source.feed(kind), indexes));
    this.own(store.onDidChange(this.#onDidChange));
    return store;
  }

  #pods(keyOf: (pod: PodFacts) => string | undefined): BucketIndex<PodFacts> {
    return new BucketIndex(keyOf, byName, this.#versions);
  }
}

function cronJobKey(job: JobFacts): string {
  return job.owner?.kind === 'CronJob' ? `${job.namespace}/${job.owner.name}` : '';
}

function byKindThenNamespace(a: ConfigFacts, b: ConfigFacts): number {
  if (a.kind !== b.kind) return a.kind < b.kind ? -1 : 1;
  return byNamespace(a, b);
}
