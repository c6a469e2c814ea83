/** The tables of the documentation say what the code does: states, clocks, actions, access patterns, functions, and figures that follow from data. */
import { describe, expect, test } from 'vitest';
import { attachmentLimits } from '../../../functions/domain/complaint/attachments.ts';
import { state, states } from '../../../functions/domain/complaint/lifecycle.ts';
import { rows, type Row } from '../../../functions/domain/complaint/lifecycle-rows.ts';
import { smsSettingsOf } from '../../../functions/domain/city/sms-limits.ts';
import type { StageClock } from '../../../functions/domain/city/policy.ts';
import { disableAfterDays, waitAfter, webhookTries } from '../../../functions/domain/webhooks/retries.ts';
import { reporterActions, staffActions } from '../../../functions/follow-up/action-schemas.ts';
import { loadCityData } from '../../../lib/city/index.ts';
import { complaintsIndexes } from '../../../lib/stacks/complaints-indexes.ts';
import { functionNames } from '../../../lib/functions/function-names.ts';
import { filesOf, pageOf, read, rowsOf, sectionOf, spansOf } from '../../support/docs.ts';

const tableOf = (file: string, heading: string): string[][] => rowsOf(sectionOf(pageOf(file), heading));
const unquoted = (cell = ''): string => cell.replaceAll('`', '');
const city = loadCityData('ambon');

describe('docs/service.md', () => {
  /** What the page lists below its table, since it holds in many states. */
  const elsewhere = new Set(['note', 'restrict', 'privacy', 'attach', 'withdraw', 'involve', 'release']);
  const ofTimers = new Set(['remind', 'escalate', 'hand-over', 'recalculate', 'revive', 'unreachable', 'reachable']);
  const listed = (row: Row): boolean =>
    !elsewhere.has(row.action) &&
    !ofTimers.has(row.action) &&
    row.action !== 'comment' &&
    !(row.action === 'verify' && row.to === 'same');
  const told = tableOf('docs/service.md', 'States and actions');

  test('has every state, with its label', () => {
    expect(told.map(([name, label]) => [unquoted(name), label])).toEqual(
      state.options.map((name) => [name, states[name].label]),
    );
  });

  test.each(state.options)('%s: the actions that leave it, by whom, and the next state', (name) => {
    const [, , , actions = ''] = told.find(([first]) => unquoted(first) === name) ?? [];
    const wanted = rows
      .filter((row) => row.from.includes(name) && listed(row))
      .map((row) => `${row.action} (${row.by.join(', ')}) → ${row.to}`);
    expect(actions === '–' ? [] : actions.split(' · ')).toEqual(wanted);
  });

  const offices: Record<string, string> = {
    coordinator: 'coordinator',
    liaison: 'liaison',
    'agency-head': 'agency head',
    'diskominfo-head': 'head of Diskominfo',
    'city-secretary': 'city secretary',
    mayor: 'mayor',
  };
  const acts: Record<string, string> = {
    'remind-reporter': 'reminder to the reporter',
    archive: 'archived as incomplete',
    close: 'closed',
    'hand-over': 'file for the Ombudsman',
  };
  const ordinals = ['', '1st', '2nd', '3rd', '4th', '5th'];
  const stepsOf = (rungs: StageClock['rungs']): string =>
    rungs
      .map((rung) => {
        const { at } = rung;
        const day = 'wd' in at ? `${ordinals[at.wd]} day` : 'percent' in at ? `${at.percent} %` : '';
        const when = 'afterDue' in at ? (at.afterDue === 0 ? 'due' : `+${at.afterDue}`) : day;
        return `${when} ${'office' in rung ? offices[rung.office] : acts[rung.act]}`;
      })
      .join(' · ');

  test('has the clocks and escalation steps of the policy in force', () => {
    const policy = city.policies.at(-1)!;
    const { received, returned, 'needs-info': needsInfo, forwarded, reopened, answered } = policy.clocks;
    expect(stepsOf(returned.rungs)).toBe(stepsOf(received.rungs));
    const steps = tableOf('docs/service.md', 'Clocks and escalation').map(([clock, limit, ladder]) => [
      clock,
      /^\d+/.exec(limit ?? '')?.[0],
      ladder,
    ]);
    const row = (name: string, clock: StageClock) => [name, String(clock.limit), stepsOf(clock.rungs)];
    expect(steps).toEqual([
      row('RECEIVED, RETURNED', received),
      row('NEEDS_INFO', needsInfo),
      row('FORWARDED', forwarded),
      ['IN_PROGRESS', undefined, 'those of the total'],
      row('IN_PROGRESS after an objection or reopening', reopened),
      row('ANSWERED', answered),
      ['total', String(policy.tracks.information), stepsOf(policy.total.rungs)],
    ]);
    expect(pageOf('docs/service.md').text).toContain(`reopened for ${policy.reopenWindow} working days`);
  });
});

describe('docs/api.md', () => {
  type Actions = Record<string, { shape: Record<string, { safeParse(value: unknown): { success: boolean } }> }>;
  const fieldsOf = (actions: Actions, name: string): string[] =>
    Object.entries(actions[name]?.shape ?? {})
      .filter(([field]) => field !== 'expectedVersion')
      .map(([field, schema]) => `${field}${schema.safeParse(undefined).success ? '?' : ''}`);

  test('has every action of reporters, with its fields', () => {
    const told = tableOf('docs/api.md', 'For reporters');
    expect(told.map(([name]) => unquoted(name))).toEqual(Object.keys(reporterActions));
    for (const [name, fields = ''] of told)
      expect([name, fields.split(', ').map(unquoted).toSorted()]).toEqual([
        name,
        fieldsOf(reporterActions, unquoted(name)).toSorted(),
      ]);
  });

  test('has every action of staff, with its fields', () => {
    const told = tableOf('docs/api.md', 'For staff').filter((cells) => cells.length === 4);
    expect([...new Set(told.map(([name]) => unquoted(name)))].toSorted()).toEqual(Object.keys(staffActions).toSorted());
    // Verify has two rows: the later one only makes public and takes the text alone.
    const first = told.filter(([name], at) => told.findIndex(([other]) => other === name) === at);
    for (const [name, , fields = ''] of first)
      expect([name, fields.split(', ').map(unquoted).toSorted()]).toEqual([
        name,
        fieldsOf(staffActions, unquoted(name)).toSorted(),
      ]);
  });

  test('quotes the limits of photos', () => {
    expect(attachmentLimits).toEqual({ bytes: 10_000_000, perComplaint: 5 });
    expect(pageOf('docs/api.md').text).toContain('JPEG, PNG and WebP, 10 MB, five to a complaint');
  });
});

test('docs/design.md has a row for each function', () => {
  const told = tableOf('docs/design.md', 'Functions').map(([name]) => unquoted(name));
  expect(told.toSorted()).toEqual([...functionNames].toSorted());
});

describe('docs/access-patterns.md', () => {
  const patterns = tableOf('docs/access-patterns.md', 'Table `complaints`');
  const ports = filesOf('functions/domain/*/*ports.ts').map(read).join('\n');
  const adapters = filesOf('functions/adapters/dynamodb/**/*.ts').map((file) => ({ file, text: read(file) }));

  /** Declaration of a port with those that it extends. */
  function declarationOf(port: string): string {
    const own = new RegExp(`export type ${port} =[\\s\\S]*?(?=\\n(?:export|/\\*\\*)|$)`).exec(ports)?.[0] ?? '';
    const extended = [...own.matchAll(/(?:= |&\s+|\n {2})([A-Z]\w+)(?= &)/g)].map((match) => match[1]!);
    return (
      own +
      extended
        .filter((one) => one !== port)
        .map(declarationOf)
        .join('\n')
    );
  }
  /** `Port.method` and the `.method` that follow it. */
  const methodsOf = (cell = ''): { port: string; method: string | undefined }[] => {
    let port = '';
    return spansOf({ file: '', text: cell, prose: cell }).flatMap((span) => {
      const [, named, method] = /^([A-Z]\w+)?(?:\.(\w+))?$/.exec(span) ?? [];
      port = named ?? port;
      return named === undefined && method === undefined ? [] : [{ port, method }];
    });
  };
  const creators = adapters.flatMap(({ file, text }) =>
    [
      ...text.matchAll(
        /(?:\/\*\* Access patterns? ([^*]*?) of docs\/access-patterns\.md\. \*\/\n)?export function (create\w+)\([\s\S]*?\): ([\w &]+) \{/g,
      ),
    ].map(([, cited = '', name = '', types = '']) => ({ file, name, cited: cited.split(', ').filter(Boolean), types })),
  );

  test('numbers its rows in order, each once', () => {
    const numbers = patterns.map(([number = '']) => number);
    const sorted = numbers.toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
    expect(numbers.length).toBeGreaterThan(30);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(numbers).toEqual(sorted);
  });

  test.each(patterns)('%s: %s: its port has the method', (_number, _question, cell) => {
    const methods = methodsOf(cell);
    expect(methods.length).toBeGreaterThan(0);
    for (const { port, method } of methods)
      expect(declarationOf(port)).toMatch(method === undefined ? /export type/ : new RegExp(`\\b${method}\\(`));
  });

  test('its keys are spelled in keys.ts, its indexes are those of the complaints table, all of them', () => {
    // Queues have their names beside the rule that says whose queue a complaint is in.
    const keys = ['keys.ts', 'complaints/complaint-items.ts']
      .map((file) => read(`functions/adapters/dynamodb/${file}`))
      .join('\n');
    const spelled = patterns.flatMap(([, , , key = '']) =>
      spansOf({ file: '', text: key, prose: key }).flatMap((span) =>
        [...span.matchAll(/\b([a-z]+)#/g)].map((m) => m[1]!),
      ),
    );
    expect(new Set(spelled).size).toBeGreaterThan(10);
    expect([...new Set(spelled)].filter((prefix) => !keys.includes(`${prefix}#`))).toEqual([]);
    const made = complaintsIndexes.map(({ name }): string => name);
    const named = patterns.flatMap(([, , , key = '']) => /^index `(\w+)`/.exec(key)?.[1] ?? []);
    expect([...new Set(named)].toSorted()).toEqual(made.toSorted());
  });

  test('each row is cited by the store that answers it, and no store cites another', () => {
    const cited = creators.flatMap(({ cited: numbers }) => numbers);
    expect(patterns.map(([number = '']) => number).filter((number) => !cited.includes(number))).toEqual([]);
    for (const { name, cited: numbers, types } of creators)
      for (const number of numbers) {
        const [, , cell] = patterns.find(([one]) => one === number) ?? [];
        const offered = types.split(' & ').map(declarationOf).join('\n');
        const answers = methodsOf(cell).some(({ port, method }) =>
          method === undefined ? offered.includes(`export type ${port} `) : offered.includes(`${method}(`),
        );
        expect({ name, number, answers }).toEqual({ name, number, answers: true });
      }
  });

  test.each(patterns)('%s: %s: its callers are wired to it', (_number, _question, cell, _key, callers = '') => {
    const wanted = methodsOf(cell).map(({ port }) => port);
    const makers = creators.filter(({ types }) =>
      wanted.some((port) => types.split(' & ').some((type) => declarationOf(type).includes(`export type ${port} `))),
    );
    const named = functionNames.filter((name) =>
      new RegExp(`(?:^|[ ,;])${name}\\b`).test(callers.replaceAll(/\([^)]*\)/g, '')),
    );
    const wired = named.filter((name) => {
      const wiring = read(`functions/${name}/${name}.lambda.ts`);
      return makers.some((maker) => wiring.includes(`${maker.name}(`));
    });
    expect(named.length).toBeGreaterThan(0);
    expect(wired).toEqual(named);
  });
});

describe('figures', () => {
  test('of Ambon’s records are counted', () => {
    const page = pageOf('lib/city/ambon/README.md').text;
    expect(page).toContain(`| ${city.agencies.length} agencies |`);
    expect(page).toContain(`| ${city.services.length} services |`);
    expect(page).toContain(`| ${city.areas.length} kelurahan, desa and negeri |`);
    expect(page).toContain(`days off, ${city.calendar.at(0)?.year}–${city.calendar.at(-1)?.year} |`);
  });

  test('of worked deadlines are counted', () => {
    const cases = rowsOf(pageOf('docs/deadlines.md').text).length;
    expect(pageOf('docs/design.md').text).toContain(`works ${cases} cases out day by day`);
  });

  test('of SMS bounds in docs/sms.md are the defaults', () => {
    const settings = smsSettingsOf({});
    const told = tableOf('docs/sms.md', 'Outgoing SMS').map(([names = '', values = '']) => [
      spansOf({ file: '', text: names, prose: names }).filter((name) => name in settings),
      (values.match(/[\d.]+/g) ?? []).map(Number),
    ]);
    const flat = told.flatMap(([names, values]) =>
      (names as string[]).map((name, i) => [name, (values as number[])[i]]),
    );
    expect(Object.fromEntries(flat)).toEqual(settings);
  });

  test('of retries in docs/webhooks.md and ADR 010 are those of the queue', () => {
    const waits = Array.from({ length: webhookTries - 1 }, (_, i) => waitAfter(i + 1));
    expect(waits.slice(0, 4)).toEqual([30, 2 * 60, 10 * 60, 30 * 60]);
    expect(waits.slice(4).map((seconds) => Math.round(seconds / 360) / 10)).toEqual([1, 2, 4, 8, 8.3]);
    expect(pageOf('docs/webhooks.md').text).toContain('30 s, 2, 10 and 30 minutes, 1, 2, 4, 8 and 8.3 hours');
    expect([webhookTries, disableAfterDays]).toEqual([10, 5]);
    expect(pageOf('docs/webhooks.md').text).toContain('takes nothing for five days');
    expect(pageOf('docs/adr/010-webhooks.md').text).toContain('ten tries over a day');
  });

  test('of quiet hours are the city’s', () => {
    expect(pageOf('docs/design.md').text).toContain(`(${city.city.quietHours.from}–${city.city.quietHours.to} local)`);
  });
});
