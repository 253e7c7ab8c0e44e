import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The folder of the bundled pages. */
export function webviewFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** A panel's page: its script and its style sheets, and nothing else may load or run. */
export function webviewPage(
  webview: vscode.Webview,
  extension: vscode.Uri,
  files: { readonly script: string; readonly styles: readonly string[] },
): string {
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(webviewFolder(extension), name));
  const nonce = randomBytes(18).toString('base64');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  const links = files.styles.map(name => `<link rel="stylesheet" href="${file(name)}">`);
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${links.join('\n')}
</head>
<body>
<script nonce="${nonce}" src="${file(files.script)}"></script>
</body>
</html>`;
}
