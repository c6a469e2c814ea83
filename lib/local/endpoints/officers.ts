import type { CallEngine } from '../dynamodb/call.ts';
import { attributeText, isObject, objectsAt, type Json, type JsonObject } from '../json.ts';
import type { LocalOfficer } from '../seed-local.ts';

/** The wanted officer; null leaves a field open. */
export type Wish = { role: string | null; office: string | null; agency: string | null };

/**
 * The first officer of the directory with this role, office and agency, those that were seeded locally before others. A supervisor without an
 * agency is the mayor, who may do most; one with an agency is its head.
 */
export async function findOfficer(call: CallEngine, table: string, wish: Wish): Promise<LocalOfficer | undefined> {
  const { role, agency } = wish;
  const office = wish.office ?? (role === 'supervisor' ? (agency === null ? 'mayor' : 'agency-head') : null);
  const officers = (await allOfficers(call, table)).filter(
    (one) =>
      (role === null || one.role === role) &&
      (office === null || one.office === office) &&
      (agency === null || one.agencies.includes(agency)),
  );
  return officers.find((one) => one.subject.startsWith('local-')) ?? officers[0];
}

/** Every officer of the directory, those who have left too. */
export async function allOfficers(call: CallEngine, table: string): Promise<LocalOfficer[]> {
  const found: LocalOfficer[] = [];
  let start: Json | undefined;
  do {
    const page = await call('Query', {
      TableName: table,
      KeyConditionExpression: 'pk = :officer',
      ExpressionAttributeValues: { ':officer': { S: 'officer' } },
      ...(start !== undefined && { ExclusiveStartKey: start }),
    });
    found.push(...objectsAt(page, 'Items').map((item) => toOfficer(item)));
    start = page['LastEvaluatedKey'];
  } while (start !== undefined);
  return found;
}

function toOfficer(item: JsonObject): LocalOfficer {
  const text = (key: string): string | undefined => {
    const value = item[key];
    return isObject(value) && typeof value['S'] === 'string' ? value['S'] : undefined;
  };
  const office = text('office');
  const agencies = isObject(item['agencies']) ? objectsAt(item['agencies'], 'L') : [];
  return {
    subject: text('subject') ?? text('sk') ?? '',
    name: text('name') ?? '',
    role: text('role') ?? '',
    ...(office !== undefined && { office }),
    agencies: agencies.map((one) => attributeText(one)),
  };
}
