import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The folder of the bundled pages. */
export function webviewFolder(extension: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extension, 'dist', 'webview');
}

/** The page of the drift panel: our script and style sheet, and nothing else may load or run. */
export function panelHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(webviewFolder(extension), name));
  const nonce = randomBytes(18).toString('base64');
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${file('drift.css')}">
</head>
<body>
<script nonce="${nonce}" src="${file('drift.js')}"></script>
</body>
</html>`;
}
