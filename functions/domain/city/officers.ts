/**
 * Who is there: officers in force and not absent on a local day, and who acts for those who are away. Work belongs to an office of an
 * agency or of the city, never to a person, so a post without anybody is what must be seen (docs/service.md#problems-it-answers, 6).
 */
import type { Officer, Office } from './records.ts';
import { addDays } from '../kernel/zone.ts';

/** Offices that exist once in each agency, not once in the city. */
export const agencyOffices: readonly Office[] = ['liaison', 'agency-head'];

/** An office of the city, or of one agency. */
export type Post = { office: Office; agencyId?: string | undefined };

/** Who acts in a post; `deputyFor` names the absent holder in whose place. */
export type Acting = { officer: Officer; deputyFor?: string };

const inForce = ({ validTo }: Officer, day: string): boolean => validTo === undefined || validTo >= day;

/** True for an officer in force who is not absent on a local day. */
export function isPresent(officer: Officer, day: string): boolean {
  const { absence } = officer;
  return inForce(officer, day) && !(absence && absence.from <= day && day <= absence.to);
}

/** Posts that an officer holds. */
export function postsOf({ office, agencies }: Officer): Post[] {
  if (office === undefined) return [];
  return agencyOffices.includes(office) ? agencies.map((agencyId) => ({ office, agencyId })) : [{ office }];
}

const holds = (officer: Officer, { office, agencyId }: Post): boolean =>
  officer.office === office && (agencyId === undefined || officer.agencies.includes(agencyId));

/**
 * Those who act in a post on a local day: its holders who are present, and for each absent one the first present officer of the chain of
 * deputies who has the rights for it. Empty: the post is vacant.
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

/** A deputy acts by the rights of the own record: without the role and the agency nobody would be there at all. */
export function maySubstitute(deputy: Officer, { role }: Officer, { agencyId }: Post): boolean {
  return deputy.role === role && (agencyId === undefined || deputy.agencies.includes(agencyId));
}

function presentDeputy(officers: readonly Officer[], absent: Officer, day: string): Officer | undefined {
  const asked = new Set<string>();
  let deputy = officerBy(officers, absent.deputy);
  // Deputies may name each other: nobody is asked twice.
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
 * Posts that an edit of an officer leaves without anybody, each with the first day: today, or a later one on which somebody's absence
 * or retirement begins.
 *
 * @param officers all, with the edit applied
 * @param touched the officer before and after the edit; `before` undefined for a new one
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
