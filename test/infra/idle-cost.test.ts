import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { production, resourcesOf, templatesOf } from './support/synthesized.ts';

/** US$ a month; the table and the sources are in docs/costs.md. */
const price = { kmsKey: 1, alarmMetric: 0.1, customMetric: 0.3, fifoRequestsPerMillion: 0.5 };

test('production costs less than US$ 8 a month while nobody complains, as docs/costs.md itemises', () => {
  const { data, service } = templatesOf(production);
  const keys = Object.keys(resourcesOf(data, 'AWS::KMS::Key')).length;
  const alarmMetrics = Object.values(resourcesOf(service, 'AWS::CloudWatch::Alarm'))
    .map(
      (alarm) =>
        (alarm.Properties.Metrics as { MetricStat?: object }[] | undefined)?.filter((m) => m.MetricStat).length ?? 1,
    )
    .reduce((sum, count) => sum + count, 0);
  // The sweep publishes CalendarDaysLeft, DeadlinesMoved and TimersRevived in one hour of each day, delivery SmsSandbox; the others come with complaints.
  const metricMonths = (4 * 30) / 720;
  const queues = Object.values(resourcesOf(service, 'AWS::Lambda::EventSourceMapping')).filter(
    (mapping) => mapping.Properties.StartingPosition === undefined,
  ).length;
  // Lambda polls a queue with five readers that wait 20 s each.
  const polls = (queues * 5 * 30 * 86_400) / 20;
  const items = {
    keys: keys * price.kmsKey,
    alarms: alarmMetrics * price.alarmMetric,
    metrics: metricMonths * price.customMetric,
    polling: (polls / 1e6) * price.fifoRequestsPerMillion,
  };
  const total = Object.values(items).reduce((sum, item) => sum + item, 0);
  expect(total).toBeLessThan(8);
  const page = readFileSync(new URL('../../docs/costs.md', import.meta.url), 'utf8');
  for (const amount of [...Object.values(items), total]) expect(page).toContain(amount.toFixed(3));
  expect({ keys, alarmMetrics, queues }).toEqual({ keys: 3, alarmMetrics: 43, queues: 2 });
});
