/** Reads a stage's settings and checks them against the city's profile and against the other stages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { city as profileSchema, type City } from '../../functions/domain/city/records.ts';
import { smsSettingsOf } from '../../functions/domain/city/sms-limits.ts';
import { settings, type Settings } from './settings.ts';

/** One stage of one city. */
export interface StageName {
  readonly city: string;
  readonly stage: string;
}

/** Returns true for the stage that serves citizens. Nothing else in lib/ may ask which stage it is. */
const isProduction = (stage: string): boolean => stage === 'production';

/** The file with a stage's settings, as people name it. */
export const settingsFile = ({ city, stage }: StageName): string => `lib/city/${city}/stages/${stage}.json`;

/** Every stage that has a file, of every city in `root`. */
export function allStages(root = import.meta.dirname): StageName[] {
  return readdirSync(root).flatMap((city) => {
    const folder = path.join(root, city, 'stages');
    return existsSync(folder) ? readdirSync(folder).map((file) => ({ city, stage: path.basename(file, '.json') })) : [];
  });
}

/** Reads the file of a stage. Throws when there is none, and names those that there are. */
export function readStage({ city, stage }: StageName, root = import.meta.dirname): unknown {
  const known = allStages(root);
  if (!known.some((one) => one.city === city && one.stage === stage))
    throw new Error(`there is no ${settingsFile({ city, stage })}, but ${known.map(settingsFile).join(', ')}`);
  return JSON.parse(readFileSync(path.join(root, city, 'stages', `${stage}.json`), 'utf8'));
}

/** Checks what a file holds, alone and against the profile. Throws one line per fault, which names file and field. */
export function settingsOf(name: StageName, given: unknown, profile: City): Settings {
  const file = settingsFile(name);
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(
            (key) => `${key}: ${key in profileSchema.shape ? `is set in ${profileOf(name)}` : 'is no setting'}`,
          )
        : [`${issue.path.join('.')}: ${issue.message}`],
    );
    throw new Error(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  }
  const own = { ...parsed.data, smsFailureLog: parsed.data.smsFailureLog ?? isProduction(name.stage) };
  const faults = [...faultsOf(own, profile, name)];
  if (faults.length > 0) throw new Error(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  return own;
}

const profileOf = ({ city }: StageName): string => `lib/city/${city}/city.json`;

/** What is missing in a stage, or contradicts the profile. */
function* faultsOf(own: Settings, profile: City, name: StageName): Generator<string> {
  const { priceUsd, dailyBudgetUsd } = smsSettingsOf(profile);
  if (own.smsMaxPriceUsd < priceUsd)
    yield `smsMaxPriceUsd: ${own.smsMaxPriceUsd} is below sms.priceUsd ${priceUsd} of ${profileOf(name)}: SNS would refuse every SMS`;
  if (!isProduction(name.stage)) return;
  if (own.smsSenderId === undefined)
    yield 'smsSenderId: production needs a sender ID registered with the operators. Without one SNS sends as NOTICE, which is refused in Indonesia';
  if (own.alarmEmail === undefined) yield 'alarmEmail: production needs an address, or nobody hears an alarm';
  if (own.smsFailureLog && own.smsMonthlyLimitUsd < dailyBudgetUsd)
    yield `smsMonthlyLimitUsd: ${own.smsMonthlyLimitUsd} is below sms.dailyBudgetUsd ${dailyBudgetUsd} of ${profileOf(name)}: SNS would stop on the first busy day`;
  for (const origin of own.corsOrigins)
    if (!origin.startsWith('https:')) yield `corsOrigins: ${origin}: production takes https only`;
  if (profile.trainingDay !== undefined)
    yield `production has no training calendar, and trainingDay of ${profileOf(name)} sets one`;
}

/** Throws when another stage of the same account and region has the log of undelivered SMS too. A stage without `account` may be in any. */
export function checkOneFailureLog(name: StageName, own: Settings, root?: string): void {
  if (!own.smsFailureLog) return;
  const same = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;
  for (const other of allStages(root)) {
    if (other.city === name.city && other.stage === name.stage) continue;
    const { success, data } = settings.safeParse(readStage(other, root));
    if (!success || !(data.smsFailureLog ?? isProduction(other.stage))) continue;
    if (same(own.account, data.account) && own.region === data.region)
      throw new Error(
        `${settingsFile(name)}: smsFailureLog: ${settingsFile(other)} has it too, and an account has one. Set it to false in one of them, or name the account of both`,
      );
  }
}
