/** Renders the lifecycle of a complaint as a page, from the data that the functions use. */
import { fileURLToPath } from 'node:url';
import { texts } from '../../../functions/domain/complaint/action-texts.ts';
import { archiveReasons } from '../../../functions/domain/complaint/archive-reasons.ts';
import { state, states, type State } from '../../../functions/domain/complaint/lifecycle.ts';
import { rows, type Row } from '../../../functions/domain/complaint/lifecycle-rows.ts';
import { policyInForce } from '../../../functions/domain/city/policy.ts';
import { loadCityData } from '../../../lib/city/index.ts';
import { clockTable } from './clocks.ts';
import { messagesOf } from './messages.ts';
import { table } from './table.ts';
import { guardWords, partyWords } from './words.ts';

export const lifecyclePath = fileURLToPath(new URL('../../../docs/lifecycle.md', import.meta.url));

/** A row that most states share is shown once, not under each state. */
const common = ({ from, effects = [] }: Row): boolean => from.length > 5 || effects.includes('step-fired');

export function lifecyclePage(): string {
  const { policies } = loadCityData('ambon');
  const policy = policyInForce(policies, '9999-12-31') ?? policies[0]!;
  return (
    [
      '# Lifecycle of a complaint',
      'Rendered by `npm run docs:lifecycle` from `functions/domain/complaint/lifecycle-rows.ts`, the policy of `lib/city/ambon/` and the message rules of `functions/domain/messages/outbound-messages.ts`; `npm test` fails while it is behind. Do not edit.',
      '## States',
      table(
        ['state', 'label', 'Open311', 'stage clock', 'total clock'],
        state.options.map((name) => {
          const { label, open, clock, totalRuns } = states[name];
          return [code(name), label, open ? 'open' : 'closed', clock ?? '–', totalRuns ? 'runs' : 'stands still'];
        }),
      ),
      '## Actions',
      ...state.options.flatMap(sectionOf),
      '### In most states',
      table(
        ['action', 'who', 'in', ...actionHead],
        rows.filter(common).map((row) => [code(row.action), who(row), statesOf(row.from), ...cellsOf(row)]),
      ),
      'Parties:',
      Object.entries(partyWords)
        .map(([party, words]) => `- **${party}**: ${words}`)
        .join('\n'),
      '## Clocks and escalation steps',
      `Policy ${policy.version}, valid from ${policy.validFrom}. Working days (wd); worked examples in [deadlines.md](deadlines.md).`,
      clockTable(policy),
      '## Reasons of archiving',
      table(
        ['reason code', 'text for the reporter'],
        Object.entries(archiveReasons).map(([reason, words]) => [code(reason), words]),
      ),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

const actionHead = ['next', 'only if', 'text', 'tells'];

function sectionOf(name: State): string[] {
  const own = rows.filter((row) => row.from.includes(name) && !common(row));
  if (own.length === 0) return [];
  const lines = own.map((row) => [code(row.action), who(row), ...cellsOf(row)]);
  return [`### ${name} · ${states[name].label}`, table(['action', 'who', ...actionHead], lines)];
}

const who = ({ by }: Row): string => by.join(', ');

function cellsOf(row: Row): string[] {
  const { need, internal } = texts[row.action];
  return [
    nextOf(row),
    (row.guards ?? []).map((guard) => guardWords[guard]).join('; '),
    need === 'none' ? '' : `${need}${internal ? ', staff only' : ''}`,
    messagesOf(row.action).join('; '),
  ];
}

function nextOf({ to, clock }: Row): string {
  const next = to === 'same' ? 'stays' : to === 'before' ? 'the state before' : code(to);
  return clock === undefined ? next : `${next}, clock ${clock} starts`;
}

/** A set of nearly all states is named by its exceptions. */
function statesOf(from: readonly State[]): string {
  const missing = state.options.filter((s) => !from.includes(s));
  if (missing.length === 0) return 'every state';
  if (missing.every((s) => !states[s].open) && from.every((s) => states[s].open)) return 'every open state';
  return missing.length < from.length ? `all but ${missing.map(code).join(', ')}` : from.map(code).join(', ');
}

const code = (word: string): string => `\`${word}\``;
