/** A visit by a signed-in officer, as `officer-page.ts` makes it. */
import type { StaffMe } from '../../../http/views/staff-me-schema.ts';
import type { CityApi } from '../../ports.ts';
import type { Visit } from '../visit.ts';

/** `api` calls in the officer's name; `me` is for navigation only, since the API judges every right. */
export type Desk = Visit & { api: CityApi; csrf: string; me: StaffMe };
