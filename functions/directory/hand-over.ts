/**
 * What an officer leaves behind: the open complaints of each post he holds and who acts there without him. Work belongs to the office, so
 * nothing has to be moved; the successor must only know of it (domain.md e, pain 6).
 */
import { actingFor, postsOf, type Post } from '../domain/officers.ts';
import { cityOf } from '../domain/directory-edits.ts';
import { NotFound } from '../domain/errors.ts';
import type { DirectoryEditor, OpenItems } from '../domain/ports.ts';
import { localTime } from '../domain/zone.ts';
import { assertReader, type Deps as AdminDeps } from './admin.ts';
import type { HandoverView } from './view-schemas.ts';

export type Deps = AdminDeps & { editor: DirectoryEditor; open: OpenItems };

/** Open complaints named for each post, the earliest due first; it says how many there are. */
const named = 100;

export const handOver =
  (deps: Deps) =>
  async ({ subject, officer }: { subject: string | undefined; officer: string }): Promise<HandoverView> => {
    await assertReader(deps, subject);
    const [leaving, all, city] = await Promise.all([
      deps.editor.record('officer', officer),
      deps.editor.records('officer'),
      deps.editor.records('city'),
    ]);
    if (!leaving) throw new NotFound(`officers has no ${officer}`);
    const today = localTime(cityOf({ city }).zone, deps.clock.now()).date;
    const others = all.filter((o) => o.subject !== officer);
    const posts = await Promise.all(
      postsOf(leaving).map(async (post) => ({
        office: post.office,
        agencyId: post.agencyId ?? null,
        open: await openOf(deps.open, post),
        successors: actingFor(others, post, today).map(({ officer: { subject: sub, name }, deputyFor }) => ({
          subject: sub,
          name,
          deputyFor: deputyFor ?? null,
        })),
      })),
    );
    return { officer: { subject: leaving.subject, name: leaving.name, role: leaving.role }, posts };
  };

/** An agency's queue for its liaison and head, the coordinator's own for him; the offices above have none. */
async function openOf(open: OpenItems, { office, agencyId }: Post) {
  const queue = office === 'coordinator' ? 'coordinator' : agencyId === undefined ? undefined : `agency#${agencyId}`;
  if (queue === undefined) return { count: 0, complaints: [] };
  const { count, first } = await open.openIn(queue, named);
  return { count, complaints: first.map(({ trackingId, dueAt }) => ({ trackingId, dueAt: dueAt ?? null })) };
}
