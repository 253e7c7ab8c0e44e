import type { Container, Pod } from '../api/wire.ts';

/** Annotations under this prefix choose how a simulated pod fares, here as on the simulated kubelets of the tests. */
const prefix = 'timonel.test/';

export function podAnnotation(pod: Pod, name: string): string | undefined {
  return pod.metadata.annotations?.[`${prefix}${name}`];
}

/** An annotation that holds seconds, in ms. */
export function annotationSeconds(pod: Pod, name: string): number | undefined {
  const seconds = Number(podAnnotation(pod, name) ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

/** Why the image of a container cannot be had; undefined where it can. */
export function pullFailureOf(pod: Pod, container: Container): string | undefined {
  const only = podAnnotation(pod, 'container');
  const told = only && only !== container.name ? undefined : podAnnotation(pod, 'image-pull-error');
  if (told !== undefined) return told;
  const image = container.image ?? '';
  if (!image.includes('does-not-exist')) return undefined;
  return `failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
}
