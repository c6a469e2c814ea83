/** Schema of the city's danger words (lib/city/<name>/danger.json): words that tell of a danger, or that say that there is none. */
import * as z from 'zod';
import { emergencyContact } from './emergency.ts';
import { slug } from './records.ts';

/**
 * Use of the words:
 * - `danger`: they tell of a danger
 * - `group`: other patterns name them by `@<id>`
 * - `mask`: phrases that hold a danger word and mean something else, such as "pemadam kebakaran"
 * - `denial`, `over`, `past`, `unreal`, `habit`: "tidak ada", "sudah padam", "kemarin", "takut", "sering": there is no danger now
 * - `now`, `cry`, `plea`: "sekarang", "cepat", "tolong": there is
 * - `person`: in a short text a weak sign beside one of them is a danger
 * - `routine`: "mohon diperbaiki": a weak sign is none
 * - `misspelt`: danger words that are found with a typing error too
 * - `ordinary`: words that only look like danger words
 */
export const dangerUse = z.enum([
  'danger',
  'group',
  'mask',
  'denial',
  'over',
  'past',
  'unreal',
  'habit',
  'now',
  'cry',
  'plea',
  'person',
  'routine',
  'misspelt',
  'ordinary',
]);

const pattern = z.string().min(1).max(400);

/** A list of danger words. functions/domain/recognition/danger-patterns.ts says how a pattern is written. */
export const dangerWords = z.strictObject({
  id: slug,
  name: z.string().min(3).max(80),
  use: dangerUse,
  words: z.array(pattern).min(1),
  /** Of a danger: patterns that count only beside a cry for help. */
  hints: z.array(pattern).optional(),
  /** Of a danger: the service whose agency is told at once, and whose `emergency` is the number to call. */
  serviceCode: z.string().optional(),
  /** Of a danger: the number to call instead of the service's. */
  emergency: emergencyContact.optional(),
});
export type DangerWords = z.infer<typeof dangerWords>;
