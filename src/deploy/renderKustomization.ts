import { fail, type Outcome, succeed } from '../base/outcome.ts';

/** What came of a program: its exit code and output, or nothing where it is not installed. */
export type RunCommand = (
  command: string,
  args: readonly string[],
) => Promise<{ readonly exitCode: number; readonly out: string; readonly err: string } | undefined>;

const attempts: readonly { readonly command: string; readonly args: readonly string[] }[] = [
  { command: 'kubectl', args: ['kustomize'] },
  { command: 'kustomize', args: ['build'] },
];

/**
 * Renders a folder with a kustomization by the kustomize that is installed: kubectl's, else the one on its own.
 * A failure is in words: what kustomize says, or how to get one.
 *
 * @param folder the folder's path as the program is to be told
 */
export async function renderKustomization(folder: string, run: RunCommand): Promise<Outcome<string, string>> {
  for (const { command, args } of attempts) {
    const result = await run(command, [...args, folder]);
    if (result === undefined) continue;
    if (result.exitCode === 0) return succeed(result.out);
    return fail(`kustomize: ${result.err.trim() || `ended with exit code ${result.exitCode}`}`);
  }
  return fail(
    'this folder needs kustomize: install kubectl (https://kubernetes.io/docs/tasks/tools/) or kustomize ' +
      '(https://kubectl.docs.kubernetes.io/installation/kustomize/), and see that it is on the PATH',
  );
}
