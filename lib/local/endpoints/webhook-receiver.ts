import type { IncomingHttpHeaders } from 'node:http';
import type { State } from '../state.ts';

/** A webhook's request to the receiver of the local cloud. */
export type ReceivedWebhook = { name: string; headers: Record<string, string>; body: string; at: string };

/** A receiver for trying webhooks out. It accepts everything, and stores it before it answers. */
export type WebhookReceiver = {
  receive: (name: string, headers: IncomingHttpHeaders, body: string) => void;
  /** Oldest first. */
  received: () => ReceivedWebhook[];
};

/** Headers of the webhook, without those of the connection. */
const TOLD = /^(webhook-|content-type$|user-agent$)/;

/** Opens the receiver. `now`: the moved clock, in ms. */
export function openWebhookReceiver(state: State, now: () => number): WebhookReceiver {
  state.db.exec(`CREATE TABLE IF NOT EXISTS webhooks
    (seq INTEGER PRIMARY KEY, name TEXT NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT`);
  const insert = state.db.prepare('INSERT INTO webhooks (name, headers, body, at) VALUES (?, ?, ?, ?)');
  return {
    receive: (name, headers, body) => {
      const told = Object.entries(headers).filter(([header]) => TOLD.test(header));
      insert.run(name, JSON.stringify(Object.fromEntries(told)), body, now());
    },
    received: () =>
      state.db
        .prepare('SELECT name, headers, body, at FROM webhooks ORDER BY seq')
        .all()
        .map((row) => ({
          name: String(row['name']),
          headers: JSON.parse(String(row['headers'])) as Record<string, string>,
          body: String(row['body']),
          at: new Date(Number(row['at'])).toISOString(),
        })),
  };
}
