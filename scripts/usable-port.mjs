import { once } from 'node:events';
import { createServer } from 'node:net';

const preferred = 8417;

/**
 * The port to serve on: the one that was asked for, or else the usual one, so
 * that the browser finds its window again, or 0 (any) where that is taken.
 */
export async function usablePort(asked) {
  if (asked !== undefined) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`"${asked}" is no port.`);
    return port;
  }
  return (await isFree(preferred)) ? preferred : 0;
}

async function isFree(port) {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
