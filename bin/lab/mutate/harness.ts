/**
 * Stands in for vitest's `test` and `describe` while mutants run, so that one warm process can run any test as often as it needs. `expect` and
 * `vi` stay vitest's own. State lives on globalThis, because modules are evaluated anew between files.
 */
import { expect as real } from 'vitest';

type Hook = () => unknown;
type Body = (...args: never[]) => unknown;

export interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly before: Hook[];
  readonly after: Hook[];
  readonly beforeAll: Hook[];
  readonly afterAll: Hook[];
}

export interface Case {
  readonly name: string;
  readonly suite: Suite;
  readonly body: Hook;
}

interface Collected {
  suite: Suite;
  suites: Suite[];
  cases: Case[];
}

interface World {
  collected?: Collected;
  /** Snapshots as the unchanged code printed them: a mutant is compared with these, since vitest has compared them with the stored ones. */
  snapshots?: Map<string, string>;
  shot?: { name: string; count: number };
}

const world: World = ((globalThis as { mutateWorld?: World }).mutateWorld ??= { snapshots: new Map() });

const suiteOf = (name: string, parent?: Suite): Suite => ({
  name,
  parent,
  before: [],
  after: [],
  beforeAll: [],
  afterAll: [],
});

function current(): Collected {
  if (world.collected === undefined) throw new Error('No test file is being loaded.');
  return world.collected;
}

/** Loads a test file by `load` and returns its suites and cases in order. */
export async function collect(load: () => Promise<unknown>): Promise<Collected> {
  const root = suiteOf('');
  const collected: Collected = { suite: root, suites: [root], cases: [] };
  world.collected = collected;
  await load();
  return collected;
}

/** Runs one case between its hooks. Throws what the case throws. */
export async function runCase({ name, suite, body }: Case): Promise<void> {
  world.shot = { name, count: 0 };
  const chain: Suite[] = [];
  for (let at: Suite | undefined = suite; at !== undefined; at = at.parent) chain.unshift(at);
  const undo: Hook[] = [];
  try {
    for (const hook of chain.flatMap(({ before }) => before)) {
      const back = await hook();
      if (typeof back === 'function') undo.push(back as Hook);
    }
    await body();
  } finally {
    for (const hook of [...undo, ...chain.toReversed().flatMap(({ after }) => after)]) await hook();
  }
}

const add = (name: string, body: Body | undefined, ...args: unknown[]): void => {
  const { cases, suite } = current();
  if (body) cases.push({ name: `${suite.name} ${name}`.trim(), suite, body: () => body(...(args as never[])) });
};

function addSuite(name: string, body: Body, ...args: unknown[]): void {
  const collected = current();
  const outer = collected.suite;
  collected.suite = suiteOf(`${outer.name} ${name}`.trim(), outer);
  collected.suites.push(collected.suite);
  body(...(args as never[]));
  collected.suite = outer;
}

/** `test(name, body)`, `test(name, options, body)`, `.each`, `.skip`, `.skipIf`, `.runIf`, for tests and for suites alike. */
function entry(put: (name: string, body: Body, ...args: unknown[]) => void) {
  const call = (name: string, first: Body | object, second?: unknown) =>
    put(name, (typeof first === 'function' ? first : second) as Body);
  const each = (rows: readonly unknown[]) => (name: string, body: Body) => {
    for (const [i, row] of rows.entries()) put(`${name} #${i}`, body, ...(Array.isArray(row) ? row : [row]));
  };
  const none = Object.assign((): void => {}, { each: () => (): void => {} });
  const full = Object.assign(call, { each });
  return Object.assign(call, {
    each,
    skip: none,
    todo: none,
    skipIf: (skip: unknown) => (skip ? none : full),
    runIf: (run: unknown) => (run ? full : none),
  });
}

export const test = entry(add);
export const describe = entry(addSuite);
export const beforeEach = (hook: Hook): void => void current().suite.before.push(hook);
export const afterEach = (hook: Hook): void => void current().suite.after.push(hook);
export const beforeAll = (hook: Hook): void => void current().suite.beforeAll.push(hook);
export const afterAll = (hook: Hook): void => void current().suite.afterAll.push(hook);

real.extend({
  toMatchSnapshot(received: unknown) {
    const key = `${world.shot?.name} ${(world.shot ?? { count: 0 }).count++}`;
    const printed = JSON.stringify(received);
    const known = world.snapshots?.get(key);
    if (known === undefined) world.snapshots?.set(key, printed);
    return { pass: known === undefined || known === printed, message: () => `${key} differs from its snapshot` };
  },
});

/** A soft assertion would report to vitest's own test, so it is a plain one here. */
export const expect: typeof real = new Proxy(real, {
  get: (target, key, self) => (key === 'soft' ? target : Reflect.get(target, key, self)),
});
export { vi } from 'vitest';
