'use strict';

const { join } = require('node:path');
const { sources } = require('webpack');

const root = join(__dirname, '..', '..');

/** Puts the schemas beside the bundles, where the language server and the terminal command find them. */
module.exports = class Schemas {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('Schemas', compilation =>
      compilation.hooks.processAssets.tapPromise('Schemas', async () => {
        compilation.contextDependencies.add(join(root, 'schemas'));
        const { schemaFiles } = await import('./buildSchemas.ts');
        for (const [path, text] of await schemaFiles())
          compilation.emitAsset(`schemas/${path}`, new sources.RawSource(text));
      }),
    );
  }
};
