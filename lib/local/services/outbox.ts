import type { State } from '../state.ts';

/** An SMS that a citizen's phone would have received. */
export type Sms = { to: string; body: string; at: string; complaintId: string | null };

/** A notice published to a topic. */
export type Notice = {
  topic: string;
  subject: string | null;
  message: string;
  attributes: Record<string, string>;
  at: string;
};

/** Every SMS and notice sent by SNS, durable before it is acknowledged, oldest first. */
export type Outbox = {
  addSms: (id: string, sms: { to: string; body: string; at: number; attributes: Record<string, string> }) => Sms;
  addNotice: (id: string, notice: Omit<Notice, 'at'> & { at: number }) => Notice;
  sms: () => Sms[];
  /** SNS's id of the last SMS to a number. */
  lastSmsId: (to: string) => string | undefined;
  notices: () => Notice[];
};

/** Tracking ids in a message: a prefix, a dash, seven characters of an alphabet without 0, O, 1, I and L. */
const TRACKING_ID = /\b[A-Z]{2,5}-[2-9A-HJKMNP-Z]{7}\b/;

const iso = (at: number): string => new Date(at).toISOString();

/** Opens the outbox in the state folder. */
export function openOutbox(state: State): Outbox {
  state.db.exec(`CREATE TABLE IF NOT EXISTS sms
    (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, recipient TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL, attributes TEXT NOT NULL) STRICT`);
  state.db.exec(`CREATE TABLE IF NOT EXISTS notices
    (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, topic TEXT NOT NULL, subject TEXT, message TEXT NOT NULL, at INTEGER NOT NULL, attributes TEXT NOT NULL) STRICT`);
  const insertSms = state.db.prepare('INSERT INTO sms (id, recipient, body, at, attributes) VALUES (?, ?, ?, ?, ?)');
  const insertNotice = state.db.prepare(
    'INSERT INTO notices (id, topic, subject, message, at, attributes) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const toSms = (to: string, body: string, at: number): Sms => ({
    to,
    body,
    at: iso(at),
    complaintId: TRACKING_ID.exec(body)?.[0] ?? null,
  });

  return {
    addSms: (id, { to, body, at, attributes }) => {
      insertSms.run(id, to, body, at, JSON.stringify(attributes));
      return toSms(to, body, at);
    },
    addNotice: (id, { topic, subject, message, attributes, at }) => {
      insertNotice.run(id, topic, subject, message, at, JSON.stringify(attributes));
      return { topic, subject, message, attributes, at: iso(at) };
    },
    sms: () =>
      state.db
        .prepare('SELECT recipient, body, at FROM sms ORDER BY seq')
        .all()
        .map((row) => toSms(String(row['recipient']), String(row['body']), Number(row['at']))),
    lastSmsId: (to) => {
      const row = state.db.prepare('SELECT id FROM sms WHERE recipient = ? ORDER BY seq DESC LIMIT 1').get(to);
      return row === undefined ? undefined : String(row['id']);
    },
    notices: () =>
      state.db
        .prepare('SELECT topic, subject, message, attributes, at FROM notices ORDER BY seq')
        .all()
        .map((row) => ({
          topic: String(row['topic']),
          subject: row['subject'] === null ? null : String(row['subject']),
          message: String(row['message']),
          attributes: JSON.parse(String(row['attributes'])) as Record<string, string>,
          at: iso(Number(row['at'])),
        })),
  };
}
