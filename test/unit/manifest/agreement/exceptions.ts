import type { Part, ServerVerdict } from './serverVerdicts.ts';

interface Exceptions {
  readonly reason: string;
  /** Documents as `part/file#index`. */
  readonly documents: readonly string[];
}

/** Documents on which our verdict differs from the server's on purpose, by reason. */
export const exceptions: readonly Exceptions[] = [
  {
    reason:
      'The value is a placeholder that a tool fills in before the file is sent; what it will be is not known.',
    documents: [
      'valid/accelerated-platforms__use-cases-inferencing-cost-optimization-gcsfuse-manifests-model-deployment-tuned-a100-dws.yaml#0',
      'valid/accelerated-platforms__use-cases-rag-pipeline-alloy-db-setup-manifests-job-initialize-database.yaml#0',
      'valid/accelerated-platforms__use-cases-rag-pipeline-alloy-db-setup-manifests-job-populate-table.yaml#0',
      'valid/accelerated-platforms__use-cases-rag-pipeline-backend-manifests-deployment.yaml#0',
      'valid/accelerated-platforms__use-cases-rag-pipeline-backend-manifests-deployment.yaml#2',
      'valid/accelerated-platforms__use-cases-rag-pipeline-data-preprocessing-manifests-job.yaml#0',
      'valid/accelerated-platforms__use-cases-rag-pipeline-embedding-models-multimodal-embedding-manifests-deployment.yaml#0',
      'valid/kserve__config-rbac-llmisvc-clusterrolebinding.yaml#0',
      'valid/kubeflow-manifests__applications-pipeline-upstream-env-cert-manager-base-cache-webhook-config.yaml#0',
    ],
  },
  {
    reason:
      "The pattern of the field leaves no room for {{…}}, but Argo's controller fills it in; a cluster with Argo's minimal CRDs takes the name.",
    documents: [
      'valid/argo-workflows__workflow-validate-validate_test_go-dynamicStepNameWorkflowLocal15896.yaml#0',
      'invalid/argo-workflows__workflow-validate-validate_test_go-dynamicStepNameInvalidSkeleton15896.yaml#0',
    ],
  },
  {
    reason:
      'Only the cluster of the recording refuses it: it has one address family and another range of addresses.',
    documents: [
      'valid/istio__samples-bookinfo-platform-kube-bookinfo-details-dualstack.yaml#0',
      'valid/istio__samples-tcp-echo-tcp-echo-dual-stack.yaml#0',
      'valid/istio__samples-tcp-echo-tcp-echo-ipv6.yaml#0',
      'valid/kserve-website__docs-developer-guide-debugging_md-block5.yaml#0',
    ],
  },
  {
    reason:
      "JobSet's webhook, which the cluster of the recording had not, names the rules of a failure policy.",
    documents: [
      'valid/jobset__site-static-examples-failure-policy-failjobset-action.yaml#0',
      'valid/jobset__site-static-examples-failure-policy-onjobfailurereasons-present-podfailurepolicy.yaml#0',
      'valid/jobset__site-static-examples-failure-policy-restartjobset-action.yaml#0',
    ],
  },
  {
    reason: 'It clashes with another object of the recorded cluster, which the text does not tell.',
    documents: ['valid/kserve__docs-samples-fluid-kserve-huggingfaceserver.yaml#0'],
  },
  {
    reason: 'The kind is made up for the tests of another tool; nobody has its CRD.',
    documents: [
      'invalid/kubectl-validate__testcases-manifests-error_cel_basic_multiple.yaml#0',
      'invalid/kubectl-validate__testcases-manifests-error_x_list_map_default.yaml#0',
    ],
  },
  {
    reason:
      'Really broken: Argo refuses a template that does nothing. The text is a fragment of a documentation page.',
    documents: ['valid/argo-workflows__docs-memoization_md-block1.yaml#0'],
  },
  {
    reason: 'Really broken: the name of a container ends in a blank, so no pod can be made.',
    documents: [
      'valid/kserve-website__docs-model-serving-predictive-inference-transformers-collocation-collocation_md-block2.yaml#0',
    ],
  },
  {
    reason:
      'Really broken: KubeRay refuses a name for the head service of a RayService, since it gives one itself.',
    documents: [
      'valid/ai-on-eks__blueprints-inference-llama3-8b-instruct-rayserve-inf2-ray-service-llama3.yaml#2',
      'valid/ai-on-eks__blueprints-inference-mistral-7b-rayserve-inf2-ray-service-mistral-ft.yaml#2',
      'valid/ai-on-eks__blueprints-inference-mistral-7b-rayserve-inf2-ray-service-mistral.yaml#2',
      'valid/ai-on-eks__blueprints-inference-vllm-ray-gpu-deepseek-ray-vllm-deepseek.yml#4',
      'valid/ai-on-eks__blueprints-inference-vllm-rayserve-gpu-ray-service-vllm.yaml#2',
    ],
  },
  {
    reason:
      'Really broken: KubeRay refuses a time to live of a RayJob whose cluster is not shut down at its end.',
    documents: [
      'valid/ai-on-eks__blueprints-training-raytrain-llama2-pretrain-trn1-1-llama2-pretrain-trn1-rayjob-create-test-data.yaml#0',
    ],
  },
  {
    reason:
      'Really broken: Argo Rollouts refuses ping-pong on an ALB without a root service. The text is a fragment of a documentation page.',
    documents: ['valid/argo-rollouts__docs-features-traffic-management-alb_md-block7.yaml#0'],
  },
  {
    reason:
      "Really broken: KAITO's webhook refuses a workspace that neither serves nor tunes. The text is a fragment of a proposal.",
    documents: ['valid/kaito__docs-proposals-20250808-gpt-oss-20b_md-block1.yaml#0'],
  },
  {
    reason:
      "Really broken: Volcano's webhook refuses a volume with no claim, and one with a claim of its own and the name of another.",
    documents: [
      'valid/volcano__docs-user-guide-how_to_use_cdp_plugin_md-block2.yaml#0',
      'valid/volcano__docs-user-guide-how_to_use_cdp_plugin_md-block5.yaml#0',
    ],
  },
  {
    reason: "Really broken: Katib's webhook refuses a trial parameter that nothing in the trial reads.",
    documents: ['valid/katib__examples-v1beta1-tekton-pipeline-run.yaml#1'],
  },
  {
    reason:
      'The server names a path of its internal form (spec.validation), which the text has not; we name the one in the text.',
    documents: ['invalid/kubectl-validate__testcases-manifests-error_crd_typo.yaml#0'],
  },
];

/** Why a document counts neither way; undefined for all but the exceptions. */
export function exceptionFor(verdict: ServerVerdict): string | undefined {
  const name = documentName(verdict);
  return exceptions.find(({ documents }) => documents.includes(name))?.reason;
}

/** `part/file#index`. */
export function documentName(verdict: {
  readonly part: Part;
  readonly file: string;
  readonly index: number;
}): string {
  return `${verdict.part}/${verdict.file}#${verdict.index}`;
}
