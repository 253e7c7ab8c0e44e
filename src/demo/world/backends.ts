import type { Pod } from '../api/wire.ts';
import type { Backend, BackendAnswer } from '../http/serviceProxy.ts';
import { prometheusBackend } from './prometheus/prometheusApi.ts';

/** Tells what listens behind a pod's ports: Prometheus, or a model server. */
export function backendFinder(bornMs: number, now: () => number): (pod: Pod) => Backend {
  const prometheus = prometheusBackend(bornMs, now);
  return pod => {
    const images = pod.spec.containers.map(({ image }) => image ?? '');
    if (images.some(image => image.includes('prometheus/prometheus'))) return prometheus;
    return (_exchange, path) => serveModel(path, pod);
  };
}

function json(body: unknown, code = 200): BackendAnswer {
  return { code, contentType: 'application/json', body: JSON.stringify(body) };
}

/** The read-only half of the TensorFlow Serving and Open Inference protocols. */
function serveModel(path: string, pod: Pod): BackendAnswer {
  const [, model] = /^\/v1\/models\/([^/:]+)$/.exec(path) ?? [];
  if (model) {
    return json({
      model_version_status: [
        { version: '3', state: 'AVAILABLE', status: { error_code: 'OK', error_message: '' } },
      ],
    });
  }
  if (/^\/v2\/(health\/(live|ready)|models\/[^/]+\/ready)$/.test(path)) return json({});
  if (path === '/v2')
    return json({ name: pod.spec.containers[0]?.name ?? 'server', version: '2.0', extensions: [] });
  return json({ error: `Malformed request: GET ${path}` }, 404);
}
