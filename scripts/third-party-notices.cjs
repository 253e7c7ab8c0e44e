'use strict';

const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { sources } = require('webpack');

/**
 * Gathers the licences of all packages that went into the bundles in one text
 * file beside them, as these licences ask for.
 */
module.exports = class ThirdPartyNotices {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap('ThirdPartyNotices', compilation =>
      compilation.hooks.processAssets.tap('ThirdPartyNotices', () => {
        const folders = [...new Set([...compilation.modules].flatMap(packageFolders))].sort();
        const text = folders.map(notice).join(`\n${'-'.repeat(80)}\n\n`);
        compilation.emitAsset('third-party-notices.txt', new sources.RawSource(text));
      }),
    );
  }
};

/** The folder of the package that a module is of; of a concatenated module, those of its parts. */
function packageFolders(module) {
  if (module.modules) return [...module.modules].flatMap(packageFolders);
  const folder = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module.resource ?? '');
  return folder ? [folder[0]] : [];
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find(path => /^(licen[cs]e|copying)/i.test(path));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n`;
}
