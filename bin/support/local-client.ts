/** Calls a running local cloud in the roles of its users: an app that files, a reporter with a secret, officers with tokens. */

export type Answer<T = Json> = { status: number; body: T; headers: Headers };
// Answers are read, not trusted: callers assert on what they look at.
// oxlint-disable-next-line typescript/no-explicit-any -- JSON of any route, asserted by whoever reads it
export type Json = any;

export type Sms = { to: string; body: string; at: string; complaintId: string | null };
export type Notice = { subject: string; message: string; attributes: Record<string, string>; at: string };
export type Timer = { name: string; complaintId: string; stage: number; n: number; wakeAt: string };
export type OfficerQuery = { role: 'coordinator' | 'liaison' | 'supervisor' | 'auditor' | 'admin'; agency?: string };

/** Key of the local development client (docs/commands.md#the-local-city). */
const localApiKey = 'local-dev-key';

/** One request with its answer, as it is shown to a client's watcher. */
export type Exchange = {
  method: string;
  path: string;
  request: unknown;
  status: number;
  contentType: string;
  body: Json;
};

export class LocalClient {
  readonly url: string;
  readonly #watch: (exchange: Exchange) => void;

  /** `watch` is called with every exchange except those with the local endpoints; its errors reach the caller. */
  constructor(url: string, watch: (exchange: Exchange) => void = () => undefined) {
    this.url = url;
    this.#watch = watch;
  }

  /** One request; a body that is not a string is sent as JSON. */
  async call(
    method: string,
    path: string,
    options: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const { body, headers = {} } = options;
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const parsed = parse(await response.text());
    const contentType = response.headers.get('content-type') ?? '';
    if (!path.startsWith('/_local/'))
      this.#watch({ method, path, request: body, status: response.status, contentType, body: parsed });
    return { status: response.status, body: parsed, headers: response.headers };
  }

  file(report: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('POST', '/v1/complaints', { body: report, headers: { 'x-api-key': localApiKey, ...headers } });
  }

  asReporter(trackingId: string, secret: string, action: string, body: unknown = {}): Promise<Answer> {
    return this.call('POST', `/v1/complaints/${trackingId}/actions/${action}`, {
      body,
      headers: { 'x-reporter-secret': secret },
    });
  }

  async token(who: OfficerQuery): Promise<string> {
    const query = new URLSearchParams({ role: who.role, ...(who.agency === undefined ? {} : { agency: who.agency }) });
    const { body } = await this.call('GET', `/_local/token?${query.toString()}`);
    return body.access_token;
  }

  async asOfficer(who: OfficerQuery, method: string, path: string, body?: unknown): Promise<Answer> {
    return this.call(method, path, { body, headers: { authorization: `Bearer ${await this.token(who)}` } });
  }

  act(who: OfficerQuery, trackingId: string, action: string, body: unknown): Promise<Answer> {
    return this.asOfficer(who, 'POST', `/v1/staff/complaints/${trackingId}/actions/${action}`, body);
  }

  /** Waits until every consequence of what was done has happened. */
  async idle(): Promise<void> {
    const { status } = await this.call('GET', '/_local/idle');
    if (status !== 200) throw new Error(`/_local/idle answered ${status}`);
  }

  /** Moves the clock; answers when nothing is left to do. */
  async advance(duration: string): Promise<string> {
    const { status, body } = await this.call('POST', '/_local/clock', { body: { advance: duration } });
    if (status !== 200) throw new Error(`/_local/clock answered ${status}: ${JSON.stringify(body)}`);
    return body.now;
  }

  /** Moves the clock forward to an instant. */
  async moveTo(instant: string): Promise<string> {
    const { status, body } = await this.call('POST', '/_local/clock', { body: { to: instant } });
    if (status !== 200) throw new Error(`/_local/clock answered ${status}: ${JSON.stringify(body)}`);
    return body.now;
  }

  async sms(trackingId?: string): Promise<Sms[]> {
    const { body } = await this.call('GET', '/_local/sms');
    const all: Sms[] = body;
    return trackingId === undefined ? all : all.filter((sms) => sms.body.includes(trackingId));
  }

  async notices(trackingId?: string): Promise<Notice[]> {
    const { body } = await this.call('GET', '/_local/notices');
    const all: Notice[] = body;
    return trackingId === undefined ? all : all.filter((n) => `${n.subject} ${n.message}`.includes(trackingId));
  }

  async timers(trackingId?: string): Promise<Timer[]> {
    const { body } = await this.call('GET', '/_local/timers');
    const all: Timer[] = body;
    return trackingId === undefined ? all : all.filter((t) => t.complaintId === trackingId);
  }
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
