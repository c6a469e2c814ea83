/** Something an officer tried that the API refused: shown again with what was typed. */
import type { Faults } from '../../shell/forms/form.tsx';

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
