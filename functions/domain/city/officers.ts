/**
 * Finds the officers who act in an office on a local day. Work is assigned to offices, not people; this module reports offices that nobody
 * currently staffs (docs/service.md#problems-it-answers, 6).
 */
import { office as anyOffice, type Officer, type Office } from './records.ts';
import { wordIn } from '../kernel/stored.ts';
import { addDays } from '../kernel/zone.ts';

/** Offices that exist once per agency; the others exist once in the city. */
export const agencyOffices: readonly Office[] = ['liaison', 'agency-head'];

/** An office of the city, or of one agency. */
export type Post = { office: Office; agencyId?: string | undefined };

/** An officer who acts in a post; `deputyFor` is the subject of the absent holder. */
export type Acting = { officer: Officer; deputyFor?: string };

const inForce = ({ validTo }: Officer, day: string): boolean => validTo === undefined || validTo >= day;

/** Returns true for an officer in force who is not absent on a local day. */
export function isPresent(officer: Officer, day: string): boolean {
  const { absence } = officer;
  return inForce(officer, day) && !(absence && absence.from <= day && day <= absence.to);
}

/** Returns the posts that an officer holds; none in an office of a newer release. */
export function postsOf({ office: held, agencies }: Officer): Post[] {
  const office = held && wordIn(anyOffice, held);
  if (office === undefined) return [];
  return agencyOffices.includes(office) ? agencies.map((agencyId) => ({ office, agencyId })) : [{ office }];
}

const holds = (officer: Officer, { office, agencyId }: Post): boolean =>
  officer.office === office && (agencyId === undefined || officer.agencies.includes(agencyId));

/**
 * Returns the officers who act in a post on a local day: its present holders, and for each absent holder the first present deputy in the
 * chain who is authorized for the post. Empty when the post is vacant.
 */
export function actingFor(officers: readonly Officer[], post: Post, day: string): Acting[] {
  const acting = new Map<string, Acting>();
  const holders = officers.filter((o) => inForce(o, day) && holds(o, post));
  for (const holder of holders.filter((o) => isPresent(o, day))) acting.set(holder.subject, { officer: holder });
  for (const holder of holders.filter((o) => !isPresent(o, day))) {
    const deputy = presentDeputy(officers, holder, day);
    if (deputy && maySubstitute(deputy, holder, post) && !acting.has(deputy.subject))
      acting.set(deputy.subject, { officer: deputy, deputyFor: holder.subject });
  }
  return [...acting.values()];
}

/** Returns true if a deputy may act in a holder's post. A deputy acts under their own record, so it must have the same role and agency. */
export function maySubstitute(deputy: Officer, { role }: Officer, { agencyId }: Post): boolean {
  return deputy.role === role && (agencyId === undefined || deputy.agencies.includes(agencyId));
}

function presentDeputy(officers: readonly Officer[], absent: Officer, day: string): Officer | undefined {
  const asked = new Set<string>();
  let deputy = officerBy(officers, absent.deputy);
  // Deputies may name each other, so each is visited once.
  while (deputy && !isPresent(deputy, day) && !asked.has(deputy.subject)) {
    asked.add(deputy.subject);
    deputy = officerBy(officers, deputy.deputy);
  }
  return deputy && isPresent(deputy, day) ? deputy : undefined;
}

const officerBy = (officers: readonly Officer[], subject: string | undefined): Officer | undefined =>
  officers.find((o) => o.subject === subject);

/** A post in which nobody acts from a day on. */
export type Vacancy = Post & { from: string };

/**
 * Returns the posts that an edit of an officer leaves vacant, each with its first vacant day: today, or a later day on which an absence or
 * retirement begins.
 *
 * @param officers all officers, with the edit applied
 * @param touched the officer before and after the edit; `before` is undefined for a new one
 */
export function vacanciesAfter(
  officers: readonly Officer[],
  touched: { before: Officer | undefined; after: Officer },
  today: string,
): Vacancy[] {
  const { before, after } = touched;
  const represented = officers.filter((o) => o.deputy === after.subject);
  const posts = [...postsOf(after), ...(before ? postsOf(before) : []), ...represented.flatMap(postsOf)];
  const distinct = new Map(posts.map((post) => [`${post.office} ${post.agencyId ?? ''}`, post]));
  const changes = officers.flatMap((o) => [
    ...(o.absence ? [o.absence.from] : []),
    ...(o.validTo === undefined ? [] : [addDays(o.validTo, 1)]),
  ]);
  const days = [today, ...changes.filter((day) => day > today)].sort();
  return [...distinct.values()].flatMap((post) => {
    const from = days.find((day) => actingFor(officers, post, day).length === 0);
    return from === undefined ? [] : [{ ...post, from }];
  });
}
