import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { ManifestServer } from './manifestServer.ts';

new ManifestServer(createConnection(ProposedFeatures.all)).listen();
