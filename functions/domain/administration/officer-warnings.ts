/** Lists warnings about an edit of an officer (docs/service.md#problems-it-answers, 6). They never refuse the edit, since people do leave. */
import { inForce, type Edited } from './edits.ts';
import { maySubstitute, postsOf, vacanciesAfter, type Post } from '../city/officers.ts';

export type Warning = { code: 'vacant-office' | 'deputy-without-rights' | 'no-admin'; message: string } & Record<
  string,
  string | null
>;

const nameOf = ({ office, agencyId }: Post): string => `${office}${agencyId === undefined ? '' : ` of ${agencyId}`}`;
const fieldsOf = ({ office, agencyId }: Post) => ({ office, agencyId: agencyId ?? null });

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
    message: `the deputy has not the role or the agency to act as ${nameOf(post)}: while the holder is away the post is vacant`,
  }));
  const noAdmin: Warning = {
    code: 'no-admin',
    message: 'no admin is left: only the command npm run officer can add one',
  };
  const admins = inForce(all.officer, today).some((o) => o.role === 'admin');
  return [...vacant, ...unable, ...(admins ? [] : [noAdmin])];
}
