import { mayBeManifest } from '../../manifest/sniff.ts';
import type { Io } from '../io.ts';

/** Larger files are data; of a server, no object is larger than some megabytes. */
const biggestBytes = 64 * 1024 * 1024;

/** The text of a file (or of standard input for `-`); undefined where it holds no manifest. Failures are thrown. */
export async function readManifest(path: string, io: Io): Promise<string | undefined> {
  const text = path === '-' ? await readInput(io) : await readFile(path, io);
  return mayBeManifest(text, path) || mayBeFlowManifest(text) ? text : undefined;
}

async function readFile(path: string, io: Io): Promise<string> {
  const bytes = await io.files.sizeBytes(path);
  if (bytes > biggestBytes) throw new Error(`the file is larger than ${biggestBytes / 1024 / 1024} MiB`);
  return new TextDecoder().decode(await io.files.read(path));
}

async function readInput(io: Io): Promise<string> {
  if (!io.input) throw new Error('there is no standard input');
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of io.input) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > biggestBytes) throw new Error('standard input is too long');
  }
  return text + decoder.decode();
}

/** JSON, or YAML that is written like it: the header stands anywhere within braces. */
function mayBeFlowManifest(text: string): boolean {
  return /^\s*[{[]/.test(text) && /["']?apiVersion["']?\s*:/.test(text) && /["']?kind["']?\s*:/.test(text);
}
