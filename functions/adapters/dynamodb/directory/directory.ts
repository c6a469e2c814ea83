/** Reads the directory table, cached for at most 60 s in a warm function. Escalation reads it uncached. */
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import { apiKeyHash } from '../../../domain/city/client-keys.ts';
import {
  agency,
  apiClient,
  area,
  calendarYear,
  city,
  isValidOn,
  keyPointer,
  officer,
  service,
  template,
} from '../../../domain/city/records.ts';
import { emailRelay } from '../../../domain/city/email-relay.ts';
import { policy, policyId } from '../../../domain/city/policy.ts';
import { smsGateway } from '../../../domain/city/sms-gateway.ts';
import type { Clock } from '../../../domain/kernel/ports.ts';
import type { Directory } from '../../../domain/city/ports.ts';
import { getItem, getLaggingItem, queryAll, type Item } from '../dynamodb.ts';
import { keys } from '../keys.ts';
import { itemReader, readItems } from '../read-items.ts';
import { createRecordCache } from '../record-cache.ts';

type Options = { table: string; clock: Clock; uncached?: boolean };

const recordOf =
  <S extends z.ZodType>(schema: S) =>
  ({ pk, sk, ...record }: Item): z.infer<S> =>
    schema.parse(record);

export function createDirectory(client: DynamoDBDocumentClient, { table, clock, uncached }: Options): Directory {
  const cached = createRecordCache(clock, { uncached });

  type Found<S extends z.ZodType> = Promise<z.infer<S> | undefined>;
  async function get<S extends z.ZodType>(schema: S, kind: string, id: string | undefined): Found<S> {
    if (id === undefined) return undefined;
    return cached(`${kind}/${id}`, async () => {
      const item = await (uncached ? getItem : getLaggingItem)(client, table, keys.directory(kind, id));
      return item && itemReader(table, recordOf(schema))(item);
    });
  }

  const all = (kind: string): Promise<Item[]> =>
    queryAll(client, { table, condition: 'pk = :kind', values: { ':kind': kind }, consistent: uncached === true });
  const list = <S extends z.ZodType>(schema: S, kind: string): Promise<z.infer<S>[]> =>
    cached(kind, async () => readItems(table, await all(kind), recordOf(schema)));
  const listWhole = <S extends z.ZodType>(schema: S, kind: string): Promise<z.infer<S>[]> =>
    cached(kind, async () => (await all(kind)).map(itemReader(table, recordOf(schema))));

  return {
    async city() {
      const found = await get(city, 'city', 'profile');
      if (!found) throw new Error('the directory holds no city profile: seed it (README, Deploying)');
      return found;
    },
    agency: (id) => get(agency, 'agency', id),
    service: (code) => get(service, 'service', code),
    area: (code) => get(area, 'area', code),
    agencies: () => list(agency, 'agency'),
    services: () => list(service, 'service'),
    areas: () => list(area, 'area'),
    templates: () => list(template, 'template'),
    policy: (version) => get(policy, 'policy', policyId(version)),
    policies: () => listWhole(policy, 'policy'),
    calendarYears: () => listWhole(calendarYear, 'calendar'),
    async clientByKey(key) {
      const pointer = await get(keyPointer, 'key', apiKeyHash(key));
      const owner = pointer && (await get(apiClient, 'client', pointer.clientId));
      return owner && { client: owner, keyId: pointer.keyId };
    },
    client: (id) => get(apiClient, 'client', id),
    smsGateway: () => get(smsGateway, 'gateway', 'sms'),
    async emailRelay() {
      const relay = await get(emailRelay, 'gateway', 'email');
      return relay && isValidOn(relay, clock.now()) ? relay : undefined;
    },
    officer: (subject) => get(officer, 'officer', subject),
    officers: () => list(officer, 'officer'),
  };
}
