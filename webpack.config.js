const { existsSync, readdirSync } = require('node:fs');
const { basename, join } = require('node:path');
const { sources } = require('webpack');
const Schemas = require('./scripts/schemas/schemasPlugin.cjs');
const ThirdPartyNotices = require('./scripts/third-party-notices.cjs');

const loader = join(__dirname, 'scripts', 'strip-types-loader.cjs');
const types = { test: /\.ts$/, exclude: /node_modules/, use: loader };

/** Keeps the entries whose source exists. */
const present = entries =>
  Object.fromEntries(
    Object.entries(entries).filter(([, entry]) => existsSync(join(__dirname, entry.import ?? entry))),
  );

const common = (mode, name) => ({
  name,
  mode,
  // Maps are written beside the bundles and stay out of the package.
  devtool: mode === 'production' ? 'hidden-source-map' : 'source-map',
  module: {
    rules: [types],
    // A worker that is started from its source's address becomes a chunk of its own.
    parser: { javascript: { worker: ['Worker from node:worker_threads', '...'] } },
  },
  cache: {
    type: 'filesystem',
    name: `${name}-${mode}`,
    cacheDirectory: join(__dirname, '.cache', 'webpack'),
    buildDependencies: { config: [__filename, loader] },
  },
  performance: { hints: false },
  infrastructureLogging: { level: 'warn' },
});

/** The extension, its lazily loaded chunks, the worker and the terminal command: CommonJS for Node. */
const host = mode => ({
  ...common(mode, 'host'),
  target: 'node22',
  entry: present({
    extension: './src/extension.ts',
    cli: './src/cli/main.ts',
    driftWorker: './src/editor/drift/worker.ts',
    manifestServer: './src/manifest/server/main.ts',
  }),
  output: {
    path: join(__dirname, 'dist'),
    filename: '[name].js',
    chunkFilename: 'chunks/[name].js',
    library: { type: 'commonjs2' },
    clean: { keep: /^(webview|suites)\// },
  },
  plugins: [new ThirdPartyNotices(), new Schemas()],
  externals: { vscode: 'commonjs vscode' },
  optimization: { chunkIds: 'named' },
  // These packages look for optional accelerators that Timonel does without.
  ignoreWarnings: [{ module: /node_modules/ }],
});

/** What runs in the webviews: scripts for the browser, with their style sheets beside them. */
const webview = mode => ({
  ...common(mode, 'webview'),
  target: ['web', 'es2024'],
  entry: present({ run: './src/webview/run/main.ts', drift: './src/webview/drift/main.ts' }),
  module: {
    rules: [types, { test: /\.css$/, type: 'asset/resource', generator: { filename: '[name][ext]' } }],
  },
  output: { path: join(__dirname, 'dist', 'webview'), filename: '[name].js', clean: true },
  plugins: [new StyleSheets(), new ThirdPartyNotices()],
});

/** Copies every style sheet of src/webview, and the chart library's own, into the webviews' folder. */
class StyleSheets {
  apply(compiler) {
    const { readFileSync } = require('node:fs');
    compiler.hooks.thisCompilation.tap('StyleSheets', compilation =>
      compilation.hooks.processAssets.tap('StyleSheets', () => {
        for (const path of styleSheets()) {
          const name = basename(path);
          compilation.fileDependencies.add(path);
          if (!compilation.getAsset(name))
            compilation.emitAsset(name, new sources.RawSource(readFileSync(path)));
        }
      }),
    );
  }
}

function styleSheets() {
  const root = join(__dirname, 'src', 'webview');
  const own = readdirSync(root, { recursive: true }).filter(path => path.endsWith('.css'));
  return [...own.map(path => join(root, path)), join(__dirname, 'node_modules/uplot/dist/uPlot.min.css')];
}

/** The editor suites, as one file that the extension host loads (see test/editor/README.md). */
const suites = mode => ({
  ...common(mode, 'suites'),
  target: 'node22',
  devtool: 'inline-source-map',
  entry: './test/editor/suites/run.ts',
  output: { path: join(__dirname, 'dist', 'suites'), filename: 'run.js', library: { type: 'commonjs2' } },
  externals: { vscode: 'commonjs vscode' },
  optimization: { minimize: false },
});

module.exports = (environment = {}, argv = {}) => {
  const mode = argv.mode ?? 'production';
  const wanted = environment.suites ? [suites] : [host, webview];
  return wanted
    .map(make => make(mode))
    .filter(config => typeof config.entry === 'string' || Object.keys(config.entry).length > 0);
};
