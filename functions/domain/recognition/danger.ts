/**
 * Recognises a report of people in danger now: a danger word or several together, unless the sentence says that it is over, feared, usual
 * or denied. All words come from the directory (lib/city/<name>/danger.json).
 */
import type { DangerWords } from '../city/danger-words.ts';
import { compile, type Compiled, type Pattern } from './danger-patterns.ts';
import { spansOf, without, wordsIn, type Span, type Words } from './danger-text.ts';

/** Who is in danger writes little: in so short a text a weak sign counts beside a person. */
const shortText = 12;
/** In a longer text a weak sign is none. */
const longText = 40;
/** Most words between a denial, a fear or a cry and the danger that it speaks of. */
const reach = { denial: 1, unreal: 8, cry: 8 } as const;

type Lexicon = Pick<Compiled, 'labels'> & {
  dangers: { record: DangerWords; signs: Pattern[]; hints: Pattern[] }[];
  of: Record<Exclude<DangerWords['use'], 'danger' | 'group' | 'misspelt' | 'ordinary'>, Pattern[]>;
};

const lexicons = new WeakMap<readonly DangerWords[], Lexicon>();

function lexiconOf(records: readonly DangerWords[]): Lexicon {
  const known = lexicons.get(records);
  if (known) return known;
  const { patterns, labels } = compile(records);
  const of = (use: DangerWords['use']) => patterns(records.filter((r) => r.use === use).flatMap((r) => r.words));
  const lexicon = {
    labels,
    dangers: records
      .filter((r) => r.use === 'danger')
      .map((r) => ({ record: r, signs: patterns(r.words), hints: patterns(r.hints ?? []) })),
    of: {
      mask: of('mask'),
      denial: of('denial'),
      over: of('over'),
      past: of('past'),
      unreal: of('unreal'),
      habit: of('habit'),
      now: of('now'),
      cry: of('cry'),
      plea: of('plea'),
      person: of('person'),
      routine: of('routine'),
    },
  };
  lexicons.set(records, lexicon);
  return lexicon;
}

/** Returns the danger that a text tells of, the one with most signs; undefined when it tells of none. */
export function dangerIn(text: string, records: readonly DangerWords[]): DangerWords | undefined {
  const { labels, dangers, of } = lexiconOf(records);
  const all = wordsIn(text, labels);
  const words = without(all, spansOf(of.mask, all));
  const context = contextOf(words, of);
  const real = (patterns: readonly Pattern[], kind: 'sign' | 'hint'): number =>
    spansOf(patterns, words).filter((span) => isReal(span, words, context) && counts(span, words, { kind, ...context }))
      .length;
  const weighed = dangers.map(({ record, signs, hints }) => ({
    record,
    weight: 2 * real(signs, 'sign') + real(hints, 'hint'),
  }));
  return weighed.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)[0]?.record;
}

type Context = Record<'denial' | 'over' | 'past' | 'unreal' | 'habit' | 'now' | 'cry' | 'plea' | 'person', Span[]> & {
  calm: boolean;
};

function contextOf(words: Words, of: Lexicon['of']): Context {
  const find = (use: keyof Lexicon['of']): Span[] => spansOf(of[use], words);
  return {
    denial: find('denial'),
    over: find('over'),
    past: find('past'),
    unreal: find('unreal'),
    habit: find('habit'),
    now: find('now'),
    cry: find('cry'),
    plea: find('plea'),
    person: find('person'),
    calm: words.sentences.length > longText || find('routine').length > 0,
  };
}

const sameSentence = ({ sentences }: Words, span: Span, other: Span): boolean =>
  sentences[other.from] === sentences[span.from];

const inside = (span: Span, other: Span): boolean => other.from >= span.from && other.to <= span.to;

/** A weak sign counts beside a cry for help. In a long text, or one about repairs, only a sign does, and only near the cry. */
function counts(span: Span, words: Words, { kind, calm, ...context }: Context & { kind: 'sign' | 'hint' }): boolean {
  const { now, cry, plea, person } = context;
  if (!calm)
    return (
      kind === 'sign' ||
      [...cry, ...plea, ...(words.sentences.length <= shortText ? person : [])].some(
        (other) => !inside(span, other) && sameSentence(words, span, other),
      )
    );
  const near = (other: Span): boolean =>
    !inside(span, other) &&
    sameSentence(words, span, other) &&
    other.from - span.to <= reach.cry &&
    span.from - other.to <= reach.cry;
  return kind === 'sign' && [...now, ...cry].some(near);
}

/** True for a sign of a danger that is there now. */
function isReal(span: Span, words: Words, context: Context): boolean {
  const { clauses } = words;
  const within = (other: Span, most: number): boolean =>
    other.from < span.from && span.from - other.to <= most + 1 && clauses[other.to] === clauses[span.from];
  // "Tidak" alone denies the next word only: "belum datang, orang pingsan" denies no danger.
  if (context.denial.some((other) => within(other, other.to > other.from ? reach.denial : 0))) return false;
  if (context.unreal.some((other) => within(other, reach.unreal) || inside(span, other))) return false;
  // In a short text "sudah padam" of another sentence speaks of the same fire.
  const short = words.sentences.length <= longText;
  const here = (other: Span): boolean => sameSentence(words, span, other);
  const now = context.now.some(here);
  if (context.over.some((other) => here(other) || (short && !now))) return false;
  return now || span.firm || ![...context.past, ...context.habit].some(here);
}
