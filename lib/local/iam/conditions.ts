import { isObject, type Json, type JsonObject } from '../json.ts';

/** Condition values of a request: key in lower case → its values. An absent key has no entry. */
export type Context = Map<string, string[]>;

type Test = (value: string, wanted: string) => boolean;

/** `*` is any text, `?` any character; compiled once for each pattern. */
export function like(value: string, pattern: string): boolean {
  let compiled = compiledPatterns.get(pattern);
  if (compiled === undefined) {
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      .replaceAll('*', '.*')
      .replaceAll('?', '.');
    compiled = new RegExp(`^${source}$`, 's');
    compiledPatterns.set(pattern, compiled);
  }
  return compiled.test(value);
}
const compiledPatterns = new Map<string, RegExp>();

const equal: Test = (value, wanted) => value === wanted;
const TESTS: Record<string, { test: Test; negated: boolean }> = {
  StringEquals: { test: equal, negated: false },
  StringNotEquals: { test: equal, negated: true },
  StringEqualsIgnoreCase: { test: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(), negated: false },
  StringLike: { test: like, negated: false },
  StringNotLike: { test: like, negated: true },
  ArnEquals: { test: like, negated: false },
  ArnLike: { test: like, negated: false },
  ArnNotEquals: { test: like, negated: true },
  ArnNotLike: { test: like, negated: true },
  NumericLessThan: { test: (value, wanted) => Number(value) < Number(wanted), negated: false },
  Bool: { test: (value, wanted) => value.toLowerCase() === wanted.toLowerCase(), negated: false },
};

/**
 * Returns true if every condition of a statement holds. Throws for an unknown operator, and names it.
 *
 * As IAM: several keys or operators must all hold, several values are alternatives. A negated operator, `…IfExists`, `ForAllValues:` and `Null:
 * true` hold when the key is absent; everything else does not.
 */
export function conditionsHold(condition: Json | undefined, context: Context): boolean {
  if (!isObject(condition)) return true;
  return Object.entries(condition).every(([operator, keys]) => operatorHolds(operator, keys, context));
}

function operatorHolds(operator: string, keys: Json, context: Context): boolean {
  return Object.entries(keys as JsonObject).every(([key, wanted]) => {
    const values = context.get(key.toLowerCase());
    return keyHolds(operator, values, (Array.isArray(wanted) ? wanted : [wanted]).map(String));
  });
}

function keyHolds(operator: string, values: string[] | undefined, wanted: string[]): boolean {
  if (operator === 'Null') return wanted.includes(String(values === undefined));
  const { set, name, ifExists } = split(operator);
  const known = TESTS[name];
  if (known === undefined)
    throw new Error(`A policy uses the condition ${operator}, which the local cloud does not know.`);
  const holds = (value: string): boolean => wanted.some((one) => known.test(value, one)) !== known.negated;
  if (values === undefined) return ifExists || set === 'ForAllValues' || (known.negated && set === '');
  if (set === 'ForAllValues') return values.every((value) => holds(value));
  if (set === 'ForAnyValue') return values.some((value) => holds(value));
  return known.negated ? values.every((value) => holds(value)) : values.some((value) => holds(value));
}

function split(operator: string): { set: '' | 'ForAllValues' | 'ForAnyValue'; name: string; ifExists: boolean } {
  const [first, second] = operator.split(':');
  const set = first === 'ForAllValues' || first === 'ForAnyValue' ? first : '';
  const bare = (set === '' ? first : second) ?? '';
  return { set, name: bare.replace(/IfExists$/, ''), ifExists: bare.endsWith('IfExists') };
}
