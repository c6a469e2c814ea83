/**
 * Lists what an officer leaves behind: the open complaints of each of their posts, and who acts there without them. Work is assigned to
 * offices, so nothing is moved; the successor only has to know of it (docs/service.md#problems-it-answers, 6).
 */
import { actingFor, postsOf, type Post } from '../domain/city/officers.ts';
import { cityOf } from '../domain/administration/edits.ts';
import { NotFound } from '../domain/kernel/errors.ts';
import type { DirectoryEditor, OpenItems } from '../domain/administration/ports.ts';
import { localTime } from '../domain/kernel/zone.ts';
import type { CityContext } from '../domain/city/ports.ts';
import { assertReadsDirectory } from '../access/offices.ts';
import type { HandoverView } from '../http/views/administration-schemas.ts';

export type Deps = CityContext & { editor: DirectoryEditor; open: OpenItems };

/** Open complaints named per post, the earliest due first; the answer also gives their number. */
const namedComplaints = 100;

/** Returns the posts of an officer. Throws NotFound for an unknown officer. */
export function handOver(deps: Deps) {
  return async ({ subject, officer }: { subject: string | undefined; officer: string }): Promise<HandoverView> => {
    await assertReadsDirectory(deps, subject);
    const [leaving, all, city] = await Promise.all([
      deps.editor.record('officer', officer),
      deps.editor.records('officer'),
      deps.editor.records('city'),
    ]);
    if (!leaving) throw new NotFound(`there is no officer ${officer}`);
    const profile = cityOf({ city });
    const today = localTime(profile.zone, deps.clock.now()).date;
    const others = all.filter((o) => o.subject !== officer);
    const posts = await Promise.all(
      postsOf(leaving).map(async (post) => ({
        office: post.office,
        agencyId: post.agencyId ?? null,
        open: await openOf(deps.open, post, profile.coordinatorAgencyId),
        successors: actingFor(others, post, today).map(({ officer: { subject: sub, name }, deputyFor }) => ({
          subject: sub,
          name,
          deputyFor: deputyFor ?? null,
        })),
      })),
    );
    return { officer: { subject: leaving.subject, name: leaving.name, role: leaving.role }, posts };
  };
}

/** Returns the queues of a post; offices above the agencies have none. The coordinator is also the liaison of the coordinator's own agency. */
function queuesOf({ office, agencyId }: Post, coordinatorAgencyId: string): string[] {
  if (office === 'coordinator') return ['coordinator', `agency#${coordinatorAgencyId}`];
  return agencyId === undefined ? [] : [`agency#${agencyId}`];
}

async function openOf(open: OpenItems, post: Post, coordinatorAgencyId: string) {
  const queues = await Promise.all(
    queuesOf(post, coordinatorAgencyId).map((queue) => open.openIn(queue, namedComplaints)),
  );
  // Compared by code point: localeCompare puts `~` before every digit.
  const due = ({ dueAt = '~' }: { dueAt?: string | undefined }): string => dueAt;
  const first = queues
    .flatMap((queue) => queue.first)
    .sort((a, b) => (due(a) < due(b) ? -1 : 1))
    .slice(0, namedComplaints);
  return {
    count: queues.reduce((sum, queue) => sum + queue.count, 0),
    complaints: first.map(({ trackingId, dueAt }) => ({ trackingId, dueAt: dueAt ?? null })),
  };
}
