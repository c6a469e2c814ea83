/** Tells an app whether the words being written tell of people in danger (`POST /v1/danger`), so that it shows whom to call before anything is sent. */
import * as z from 'zod';
import { dangerToldIn, type DangerDeps } from '../access/danger.ts';
import { readInput } from '../domain/kernel/read-input.ts';
import type { DangerAnswer } from '../http/views/emergency-schema.ts';
import { emergencyView } from '../http/views/emergency-view.ts';
import { freeText } from '../http/views/text-schema.ts';

/** Body: the words so far. */
export const dangerQuery = z.strictObject({ description: freeText(1, 4000) });

/** Returns whom to call. Nothing is stored and nothing is logged. Throws InvalidInput. */
export function lookForDanger(deps: DangerDeps) {
  return async (body: unknown): Promise<DangerAnswer> => {
    const { description } = readInput(dangerQuery, body);
    return { emergency: emergencyView(await dangerToldIn(deps, description, undefined)) ?? null };
  };
}
