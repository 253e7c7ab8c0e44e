import type { Container, Pod } from '../api/wire.ts';
import { hashOf } from '../random.ts';
import type { Program } from '../simulation/program.ts';

/** A server: says hello, gets ready, and then writes a line for every few requests. */
export function serving(pod: Pod, container: Container, seed: number): Program {
  const hello = greetingOf(pod, container);
  const readyAfterMs = 2_000 + (seed % 2_000);
  return {
    line: index => {
      const text = hello[index];
      if (text !== undefined) return { text, afterMs: 150 };
      const number = index - hello.length;
      const roll = hashOf(`${seed}/${number}`);
      return { text: requestLine(container, roll), afterMs: 2_000 + (roll % 6_000) };
    },
    readyAfterMs,
  };
}

function greetingOf(pod: Pod, container: Container): readonly string[] {
  const image = container.image ?? '';
  if (image.includes('tensorflow/serving')) {
    const model = container.env?.find(({ name }) => name === 'MODEL_NAME')?.value ?? 'model';
    return [
      `[evhttp_server.cc : 261] NET_LOG: Entering the event loop ...`,
      `I tensorflow_serving/model_servers/server_core.cc:473] Adding/updating models.`,
      `I tensorflow_serving/core/basic_manager.cc:740] Successfully reserved resources to load servable {name: ${model} version: 3}`,
      `I tensorflow_serving/core/loader_harness.cc:95] Successfully loaded servable version {name: ${model} version: 3}`,
      `I tensorflow_serving/model_servers/server.cc:414] Running gRPC ModelServer at 0.0.0.0:8500 ...`,
      `I tensorflow_serving/model_servers/server.cc:444] Exporting HTTP/REST API at:localhost:8501 ...`,
    ];
  }
  return [
    `starting ${container.name} (${image})`,
    `pod ${pod.metadata.name} in namespace ${pod.metadata.namespace}`,
    'listening on 0.0.0.0:8080',
  ];
}

function requestLine(container: Container, roll: number): string {
  const latencyMs = 3 + (roll % 47) + (roll % 13 === 0 ? 120 : 0);
  const isFailure = roll % 97 === 0;
  const path = (container.image ?? '').includes('tensorflow/serving')
    ? '/v1/models/churn:predict'
    : '/v2/models/model/infer';
  return `INFO: 10.244.0.${2 + (roll % 200)}:${30_000 + (roll % 20_000)} - "POST ${path} HTTP/1.1" ${isFailure ? 503 : 200} ${latencyMs}ms`;
}
