/** What an admin should know of an edit of an officer (pain 6 of domain.md): told, never refused, since people do leave. */
import type { Officer } from './directory.ts';
import { inForce, type Edited } from './directory-edits.ts';
import { postsOf, vacanciesAfter, type Post } from './officers.ts';

export type Warning = { code: 'vacant-office' | 'deputy-without-rights' | 'no-admin'; message: string } & Record<
  string,
  string | null
>;

const nameOf = ({ office, agencyId }: Post): string => `${office}${agencyId === undefined ? '' : ` of ${agencyId}`}`;
const fieldsOf = ({ office, agencyId }: Post) => ({ office, agencyId: agencyId ?? null });

/** A deputy is told of what is due; to act on it takes rights of the deputy's own record. */
function maySubstitute(deputy: Officer, { role }: Officer, { agencyId }: Post): boolean {
  return deputy.role === role && (agencyId === undefined || deputy.agencies.includes(agencyId));
}

export function officerWarnings({ before, after, all, today }: Edited<'officer'>): Warning[] {
  const vacant = vacanciesAfter(all.officer, { before, after }, today).map((post): Warning => ({
    code: 'vacant-office',
    ...fieldsOf(post),
    from: post.from,
    message: `from ${post.from} nobody acts as ${nameOf(post)}: what comes due there passes to the next level at once`,
  }));
  const deputy = all.officer.find((o) => o.subject === after.deputy);
  const powerless = deputy ? postsOf(after).filter((post) => !maySubstitute(deputy, after, post)) : [];
  const unable = powerless.map((post): Warning => ({
    code: 'deputy-without-rights',
    ...fieldsOf(post),
    message: `the deputy would be told what is due for the ${nameOf(post)}, but has not the role or the agency to act on it`,
  }));
  const noAdmin: Warning = {
    code: 'no-admin',
    message: 'no admin is left: only the command npm run officer can add one',
  };
  const admins = inForce(all.officer, today).some((o) => o.role === 'admin');
  return [...vacant, ...unable, ...(admins ? [] : [noAdmin])];
}
