/** Describes what every part of a complaint's page is given. */
import type { AgencyList } from '../../../http/views/directory-schemas.ts';
import type { DuplicateList } from '../../../http/views/duplicate-schemas.ts';
import type { StaffComplaint } from '../../../http/views/staff-view-schemas.ts';
import type { Desk } from '../../shell/session/desk.ts';
import type { Lists } from '../../shell/forms/choices.ts';
import type { Faults } from '../../shell/forms/form.tsx';

export type Shown = {
  desk: Desk;
  complaint: StaffComplaint;
  agencies: AgencyList['agencies'];
  /** Services and areas; empty unless this officer may correct them. */
  lists: Lists;
  /** Undefined where this officer may not look for them. */
  duplicates?: DuplicateList['candidates'] | undefined;
  tried?: Tried | undefined;
};

/** An action that the API allows this officer now, with its fields. */
export type StaffAction = StaffComplaint['actions'][number];

/** An action that the API refused, to be shown again with what was typed. */
export type Tried = {
  status: number;
  action: string;
  /** Values by field of the form. */
  typed: Readonly<Record<string, string>>;
  faults: Faults;
  note?: string;
  /** The version that the officer had seen, when it was no longer the present one. */
  seenVersion?: number;
};
