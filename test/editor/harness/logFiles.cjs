'use strict';

// Stands in for the native module that the served VS Code writes its log files
// with, so that no compiler is needed to install it. Installed by installEditor.ts.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  #path;
  #level = 2;
  #isPlain = false;

  constructor(_type, _name, path) {
    mkdirSync(dirname(path), { recursive: true });
    this.#path = path;
  }

  trace(message) {
    this.#write(0, message);
  }
  debug(message) {
    this.#write(1, message);
  }
  info(message) {
    this.#write(2, message);
  }
  warn(message) {
    this.#write(3, message);
  }
  error(message) {
    this.#write(4, message);
  }
  critical(message) {
    this.#write(5, message);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {}
  clearFormatters() {
    this.#isPlain = true;
  }
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const prefix = `${new Date().toISOString().replace('T', ' ').replace('Z', '')} [${levels[level]}] `;
    try {
      appendFileSync(this.#path, this.#isPlain ? message : `${prefix}${message}\n`);
    } catch {
      // The profile's folder may be gone already while the server ends.
    }
  }
}

async function create(name, path) {
  return new Logger('rotating', name, path);
}

exports.version = 1;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
