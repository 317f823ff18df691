import type { Store } from './store/store.ts';

/** Counted since this process began; what the store knows is read when asked. */
export interface Metrics {
  count(name: Counted, label: string, by?: number): void;
  /** In the text format that Prometheus and its like read. */
  text(store: Store): Promise<string>;
}

const counted = {
  calls: ['gongxu_calls_total', 'answer', 'Calls, by their answer.'],
  batches: ['gongxu_batches_total', 'answer', 'Batches pushed, by their answer.'],
  events: ['gongxu_events_total', 'answer', 'Events in them.'],
} as const;
type Counted = keyof typeof counted;

export function createMetrics(): Metrics {
  const sums = new Map<string, number>();
  return {
    count(name, label, by = 1) {
      const key = `${counted[name][0]}{${counted[name][1]}="${label}"}`;
      sums.set(key, (sums.get(key) ?? 0) + by);
    },
    async text(store) {
      const lines = Object.values(counted).flatMap(([name, , help]) => [
        `# HELP ${name} ${help}`,
        `# TYPE ${name} counter`,
        ...[...sums].filter(([key]) => key.startsWith(`${name}{`)).map(([key, sum]) => `${key} ${sum}`),
      ]);
      return [...lines, ...(await gauges(store))].join('\n').concat('\n');
    },
  };
}

async function gauges(store: Store): Promise<string[]> {
  return store.look(async (rows) => {
    const devices = await rows.devices();
    const revoked = devices.filter(({ revokedAt }) => revokedAt !== null).length;
    return [
      '# TYPE gongxu_devices gauge',
      `gongxu_devices{state="trusted"} ${devices.length - revoked}`,
      `gongxu_devices{state="revoked"} ${revoked}`,
      '# TYPE gongxu_mailbox_end gauge',
      ...(await rows.mailboxes()).map(({ name, end }) => `gongxu_mailbox_end{mailbox="${name}"} ${end}`),
      '# TYPE gongxu_epoch gauge',
      `gongxu_epoch ${await rows.epoch()}`,
    ];
  });
}
