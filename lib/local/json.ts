/** A value that JSON can carry. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Tells a JSON object from the other kinds of value. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses text as JSON. Throws a SyntaxError when it is not. */
export function parseJson(text: string): Json {
  return JSON.parse(text) as Json;
}

/** Parses text that must be a JSON object. Throws when it is anything else. */
export function parseObject(text: string): JsonObject {
  const value = parseJson(text);
  if (!isObject(value)) throw new SyntaxError('a JSON object was expected');
  return value;
}

/** The object under `key`, or an empty one. */
export function objectAt(value: JsonObject, key: string): JsonObject {
  const found = value[key];
  return isObject(found) ? found : {};
}

/** The text under `key`, or undefined. */
export function stringAt(value: JsonObject, key: string): string | undefined {
  const found = value[key];
  return typeof found === 'string' ? found : undefined;
}

/** The objects in the list under `key`; an empty list when there is none. */
export function objectsAt(value: JsonObject, key: string): JsonObject[] {
  const found = value[key];
  return Array.isArray(found) ? found.filter((entry) => isObject(entry)) : [];
}

/** A value as text: a string as it is, anything else as JSON, an absent one empty. */
export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** The text or number of an attribute in DynamoDB's JSON; empty when there is none. */
export function attributeText(value: Json | undefined): string {
  return isObject(value) ? textOf(value['S'] ?? value['N']) : '';
}
