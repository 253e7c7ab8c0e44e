/** A setting of a KEDA trigger, which its CRD leaves open. */
export interface TriggerSetting {
  readonly name: string;
  readonly what: string;
  readonly value: string;
}

function setting(name: string, what: string, value = ''): TriggerSetting {
  return { name, what, value };
}

/** Settings by the trigger's `type`; the ones that it needs first. All values are strings. */
export const triggerMetadata: Readonly<Record<string, readonly TriggerSetting[]>> = {
  prometheus: [
    setting('serverAddress', 'Address of Prometheus.', 'http://prometheus-operated.monitoring.svc:9090'),
    setting('query', 'PromQL that gives one number.'),
    setting('threshold', 'Value of the query that each replica should have.', '"100"'),
    setting('activationThreshold', 'Value above which scaling from zero begins. Default 0.', '"0"'),
    setting('namespace', 'Namespace for the query, where the server keeps them apart.'),
    setting('customHeaders', 'Headers for the request, as name=value,name=value.'),
    setting('ignoreNullValues', 'Whether a query without a result counts as 0. Default true.', '"false"'),
    setting('unsafeSsl', 'Takes any certificate.', '"false"'),
  ],
  cpu: [
    setting(
      'value',
      'Target of the metric: percent of the requests, or a quantity with AverageValue.',
      '"80"',
    ),
  ],
  memory: [
    setting(
      'value',
      'Target of the metric: percent of the requests, or a quantity with AverageValue.',
      '"80"',
    ),
  ],
  cron: [
    setting('timezone', 'Time zone of the schedule.', 'Etc/UTC'),
    setting('start', 'Cron schedule at which the replicas are raised.', '0 8 * * 1-5'),
    setting('end', 'Cron schedule at which they are let go.', '0 20 * * 1-5'),
    setting('desiredReplicas', 'Replicas in between.', '"2"'),
  ],
  kafka: [
    setting('bootstrapServers', 'Brokers, as host:port,host:port.', 'kafka:9092'),
    setting('consumerGroup', 'Consumer group whose lag is read.'),
    setting('topic', 'Topic whose lag is read.'),
    setting('lagThreshold', 'Lag that each replica should have. Default 10.', '"10"'),
    setting('activationLagThreshold', 'Lag above which scaling from zero begins. Default 0.', '"0"'),
  ],
};
