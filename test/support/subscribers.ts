/** An admin who makes API clients and subscriptions in a running city, by the admin API. */
import type { Answer, Json, LocalClient } from '../../bin/support/local-client.ts';

const admin = { role: 'admin' } as const;

export type Subscribers = {
  client: (clientId: string, fields: object) => Promise<void>;
  /** Makes or edits a subscription; answers its newest secret, which is made with it. */
  subscribe: (id: string, fields: object) => Promise<string>;
  record: (id: string) => Promise<Json>;
  call: (method: string, path: string, body?: unknown) => Promise<Answer>;
};

export function subscribersOf(client: LocalClient): Subscribers {
  const secrets = new Map<string, string>();
  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    client.asOfficer(admin, method, `/v1/admin/${path}`, body);
  const put = async (path: string, fields: object): Promise<void> => {
    const { status, body: known } = await call('GET', path);
    const answer = await call('PUT', path, { ...fields, expectedVersion: status === 200 ? known.version : 0 });
    if (answer.status > 201) throw new Error(`PUT ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  };
  return {
    call,
    client: (clientId, fields) =>
      put(`clients/${clientId}`, {
        name: clientId,
        quota: { perMinute: 1000, perDay: 10_000 },
        status: 'active',
        ...fields,
      }),
    async subscribe(id, fields) {
      await put(`subscriptions/${id}`, fields);
      const known = secrets.get(id);
      if (known !== undefined) return known;
      const { body } = await call('POST', `subscriptions/${id}/secrets`);
      secrets.set(id, body.secret);
      return body.secret;
    },
    record: async (id) => (await call('GET', `subscriptions/${id}`)).body,
  };
}
