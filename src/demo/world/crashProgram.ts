import { type Program, scripted } from '../simulation/program.ts';

/** A server that cannot find its model and gives up. */
export function crashing(seed: number): Program {
  return scripted(
    [
      'INFO 1 [main] starting feature server 2.4.1',
      'INFO 1 [main] reading configuration from /etc/features/config.yaml',
      `INFO 1 [store] connecting to redis://features-redis:6379 (attempt 1, client ${seed % 1000})`,
      'WARNING 1 [store] connection refused, trying again in 1 s',
      `INFO 1 [store] connecting to redis://features-redis:6379 (attempt 2, client ${seed % 1000})`,
      'ERROR 1 [main] Traceback (most recent call last):',
      'ERROR 1 [main]   File "/app/server.py", line 87, in main',
      'ERROR 1 [main]     store = connect(settings.redis_url)',
      'ERROR 1 [main] ConnectionError: Error 111 connecting to features-redis:6379. Connection refused.',
    ],
    600,
    { code: 1 },
  );
}
