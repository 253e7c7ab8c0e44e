import type { Report } from '../../rule.ts';
import { say } from '../../say.ts';
import type { ScalarNode } from '../../syntax/node.ts';
import { isPlaceholder } from '../../syntax/placeholder.ts';

/** What KServe downloads without further set-up: its shipped storage container, and the controller itself for claims and images. */
const schemes = [
  'gs',
  's3',
  'hdfs',
  'webhdfs',
  'hf',
  'modelscope',
  'http',
  'https',
  'pvc',
  'oci',
  'oci+native',
  'oci+fetch',
];

/**
 * Judges a storage URI of KServe; rule `kserve/storage-uri`. Clusters may add schemes by ClusterStorageContainer objects, so an
 * unknown one is a warning; a path without scheme is taken as one in the image or a volume.
 */
export function judgeStorageUri(uri: ScalarNode, report: Report): void {
  if (isPlaceholder(uri) || typeof uri.value !== 'string') return;
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(uri.value)?.[1];
  if (scheme === undefined) judgeBarePath(uri, report);
  else if (!schemes.includes(scheme))
    report(
      'kserve/storage-uri',
      uri,
      say`KServe downloads nothing from ${`${scheme}://`} by itself; it needs a ClusterStorageContainer for it.`,
    );
  else if (uri.value.length === scheme.length + 3)
    report('kserve/storage-uri', uri, say`The storage URI names no place after ${`${scheme}://`}.`);
  else if (scheme === 'hf' && !/^hf:\/\/[^/\s]+\/[^/\s]+/.test(uri.value))
    report('kserve/storage-uri', uri, say`A model on Hugging Face is named hf://owner/model.`);
}

function judgeBarePath(uri: ScalarNode, report: Report): void {
  const near = /^(gs|s3|hf|pvc|oci|https?|hdfs):\/*(?=[^/])/.exec(uri.text)?.[1];
  if (near !== undefined)
    report(
      'kserve/storage-uri',
      uri,
      say`The scheme ${near} is followed by ://; without it KServe looks for a local path.`,
    );
}
