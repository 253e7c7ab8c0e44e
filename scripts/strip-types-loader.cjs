'use strict';

const { stripTypeScriptTypes } = require('node:module');

/**
 * A webpack loader that erases TypeScript's types with Node's own eraser.
 * Types become blanks, so that every position stays true and the TypeScript
 * source can serve as its own source map.
 */
module.exports = function stripTypes(source) {
  return withoutExperimentalWarning(() => stripTypeScriptTypes(source, { mode: 'strip' }));
};

function withoutExperimentalWarning(run) {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return run();
  } finally {
    process.emitWarning = emitWarning;
  }
}
