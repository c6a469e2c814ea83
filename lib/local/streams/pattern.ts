import { isObject, textOf, type Json } from '../json.ts';

/** Answers whether a record matches an event filter pattern. */
export type Pattern = (record: Json) => boolean;

/** Returns true if a value matches a matcher; `undefined` is an absent value. */
type Matcher = (value: Json | undefined) => boolean;

/**
 * Compiles an EventBridge-style pattern: objects go down, lists hold alternatives, which are exact values or `prefix`, `suffix`, `exists`,
 * `anything-but`, `equals-ignore-case` and `numeric`. Throws, naming it, for any other.
 */
export function createPattern(pattern: Json): Pattern {
  if (!isObject(pattern)) throw new Error('A filter pattern is an object.');
  const fields = Object.entries(pattern).map(([key, wanted]) => [key, compileField(key, wanted)] as const);
  return (record) => fields.every(([key, matches]) => matches(isObject(record) ? record[key] : undefined));
}

function compileField(key: string, wanted: Json): Matcher {
  if (key === '$or') throw new Error('The local cloud does not know $or in a filter pattern.');
  if (Array.isArray(wanted)) {
    const alternatives = wanted.map((one) => compileAlternative(one));
    return (value) => {
      // A list in the record matches when any of its elements does.
      const values = Array.isArray(value) && value.length > 0 ? value : [value];
      return alternatives.some((matches) => values.some((one) => matches(one)));
    };
  }
  const inner = createPattern(wanted);
  return (value) => inner(value ?? {});
}

function compileAlternative(wanted: Json): Matcher {
  if (!isObject(wanted)) return (value) => value === wanted;
  const [[operator, argument] = ['', null]] = Object.entries(wanted);
  const text = textOf(argument);
  const ifText =
    (test: (value: string) => boolean): Matcher =>
    (value) =>
      typeof value === 'string' && test(value);
  switch (operator) {
    case 'prefix':
      return ifText((value) => value.startsWith(text));
    case 'suffix':
      return ifText((value) => value.endsWith(text));
    case 'equals-ignore-case':
      return ifText((value) => value.toLowerCase() === text.toLowerCase());
    case 'exists':
      return (value) => (value !== undefined) === argument;
    case 'anything-but':
      return anythingBut(argument);
    case 'numeric':
      return numeric(argument);
    default:
      throw new Error(`The local cloud does not know ${operator} in a filter pattern.`);
  }
}

function anythingBut(argument: Json): Matcher {
  const [inner] = isObject(argument) ? [compileAlternative(argument)] : [];
  if (inner !== undefined) return (value) => value !== undefined && !inner(value);
  const excluded = Array.isArray(argument) ? argument : [argument];
  return (value) => value !== undefined && !excluded.includes(value);
}

function numeric(argument: Json): Matcher {
  const parts = Array.isArray(argument) ? argument : [];
  const comparisons: Record<string, (value: number, limit: number) => boolean> = {
    '=': (value, limit) => value === limit,
    '<': (value, limit) => value < limit,
    '<=': (value, limit) => value <= limit,
    '>': (value, limit) => value > limit,
    '>=': (value, limit) => value >= limit,
  };
  return (value) => {
    const number = typeof value === 'number' ? value : Number.NaN;
    for (let index = 0; index < parts.length; index += 2) {
      if (comparisons[textOf(parts[index])]?.(number, Number(parts[index + 1])) !== true) return false;
    }
    return parts.length > 0;
  };
}
