import { isObject, objectAt, objectsAt, stringAt, type Json, type JsonObject } from '../json.ts';
import type { Table } from '../dynamodb/tables.ts';
import type { Ask } from './policies.ts';

/** Single-item operations of a transaction, authorised one by one under these actions. */
const TRANSACTION_ACTIONS: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** Makes a reader of DynamoDB requests: what permissions an operation needs, item by item, with the leading keys that IAM is sure to see. */
export function createDynamoAsks(tables: Table[], region: string): (operation: string, body: JsonObject) => Ask[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const arnOf = (name: string): string =>
    byName.get(name)?.arn ?? `arn:aws:dynamodb:${region}:000000000000:table/${name}`;

  const ask = (action: string, body: JsonObject, leading: string[] | undefined, enclosing?: string): Ask => {
    const name = stringAt(body, 'TableName') ?? '*';
    const index = stringAt(body, 'IndexName');
    const context = new Map<string, string[]>();
    if (leading !== undefined) context.set('dynamodb:leadingkeys', leading);
    if (enclosing !== undefined) context.set('dynamodb:enclosingoperation', [enclosing]);
    const returned = stringAt(body, 'ReturnValues');
    if (returned !== undefined) context.set('dynamodb:returnvalues', [returned]);
    const select = stringAt(body, 'Select');
    if (select !== undefined) context.set('dynamodb:select', [select]);
    const resource = index === undefined ? arnOf(name) : `${arnOf(name)}/index/${index}`;
    return { action: `dynamodb:${action}`, resource, context };
  };

  const partitionKey = (body: JsonObject): string => {
    const table = byName.get(stringAt(body, 'TableName') ?? '');
    return table?.partitionKeys[stringAt(body, 'IndexName') ?? ''] ?? 'pk';
  };
  const keyOf = (body: JsonObject): string[] | undefined => {
    const item = isObject(body['Key']) ? body['Key'] : objectAt(body, 'Item');
    return textOf(item[partitionKey(body)]);
  };
  const batch = (action: string, body: JsonObject): Ask[] =>
    Object.entries(objectAt(body, 'RequestItems')).map(([TableName, request]) => {
      const items = Array.isArray(request)
        ? request.flatMap((one) => (isObject(one) ? Object.values(one).filter(isObject) : []))
        : objectsAt(isObject(request) ? request : {}, 'Keys').map((Key) => ({ Key }));
      return ask(
        action,
        { TableName },
        items.flatMap((item) => keyOf({ TableName, ...item }) ?? []),
      );
    });

  return (operation, body) => {
    switch (operation) {
      case 'TransactWriteItems':
      case 'TransactGetItems':
        return objectsAt(body, 'TransactItems').flatMap((entry) =>
          Object.entries(entry).map(([kind, item]) => {
            const request = isObject(item) ? item : {};
            // Without leading keys: AWS documents them for single calls only, so no permission may depend on them here.
            return ask(TRANSACTION_ACTIONS[kind] ?? kind, request, undefined, operation);
          }),
        );
      case 'BatchGetItem':
      case 'BatchWriteItem':
        return batch(operation, body);
      case 'Query':
        return [ask(operation, body, queriedKey(body, partitionKey(body)))];
      case 'Scan':
        return [ask(operation, body, undefined)];
      case 'ExecuteStatement':
      case 'BatchExecuteStatement':
      case 'ExecuteTransaction':
        return [ask('PartiQLSelect', body, undefined)];
      default:
        return [ask(operation, body, keyOf(body))];
    }
  };
}

function textOf(value: Json | undefined): string[] | undefined {
  const text = isObject(value) ? (value['S'] ?? value['N'] ?? value['B']) : undefined;
  return typeof text === 'string' ? [text] : undefined;
}

/** The partition key value that a key condition fixes: `#pk = :pk AND …`, in either notation. */
function queriedKey(body: JsonObject, attribute: string): string[] | undefined {
  const names = objectAt(body, 'ExpressionAttributeNames');
  const values = objectAt(body, 'ExpressionAttributeValues');
  for (const [, name = '', value = ''] of (stringAt(body, 'KeyConditionExpression') ?? '').matchAll(
    /([#\w.-]+)\s*=\s*(:\w+)/g,
  )) {
    if ((names[name] ?? name) === attribute) return textOf(values[value]);
  }
  const [legacy] = objectsAt(objectAt(objectAt(body, 'KeyConditions'), attribute), 'AttributeValueList');
  return textOf(legacy);
}
