/** Adds an officer: the directory record that gives the permissions and, where the stage has its own user pool, the account to sign in with. */
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { KMSClient } from '@aws-sdk/client-kms';
import * as z from 'zod';
import { createMac } from '../functions/adapters/aws/mac-kms.ts';
import { createOfficerPhoneCipher } from '../functions/adapters/aws/officer-phones-kms.ts';
import { applyEdit, checkEdit } from '../functions/directory/apply-edit.ts';
import { keepPhone, type KeptPhone } from '../functions/directory/officer-phone.ts';
import { office, role } from '../functions/domain/city/records.ts';
import { command, UsageError } from './support/command.ts';
import { directoryOf, editorName } from './support/directory.ts';
import { findTarget, targetOptions, type Target } from './support/target.ts';

const schema = z.object({
  role: role.describe('what the officer may do'),
  office: office.optional().describe('office that the officer holds'),
  agency: z.array(z.string()).default([]).meta({ value: 'ID', description: 'agency of a liaison or agency head' }),
  name: z.string().describe('shown to colleagues'),
  email: z.email().optional().describe("signs in with the stage's own user pool"),
  subject: z.string().optional().describe("subject of the city's own issuer, in place of --email"),
  phone: z.string().optional().describe('may report by SMS that an answer was given'),
  digest: z.boolean().default(false).describe('gets a digest by SMS each working day'),
  ...targetOptions,
});
type Options = z.infer<typeof schema>;

export default command(import.meta, {
  script: 'officer',
  about:
    'Adds an officer: the directory record and, where the stage has its own user pool, the account to sign in with.',
  options: schema,
  run: addOfficer,
});

async function addOfficer(options: Options): Promise<void> {
  const { name, email, subject: given, phone: number } = options;
  if ((given === undefined) === (email === undefined)) throw new UsageError('give either --email or --subject');
  const target = await findTarget(options);
  const deps = directoryOf(target);
  const fields = {
    name,
    role: options.role,
    office: options.office,
    agencies: options.agency,
    ...(options.digest ? { digest: true } : {}),
  };
  const edit = (id: string) => ({ kind: 'officer' as const, id, expectedVersion: 0, fields });
  // Everything is checked before an account is made: a refused record must not leave a user behind.
  const early = given ?? 'not-known-yet';
  const { phone: _, ...checked } = await phoneOf(target, early, number);
  await checkEdit(deps, { ...edit(early), fields: { ...fields, ...checked } });
  const subject = given ?? (await accountFor(target, String(email), name));
  const { phone, ...kept } = await phoneOf(target, subject, number);
  const { warnings } = await applyEdit(deps, {
    ...edit(subject),
    fields: { ...fields, ...kept },
    by: editorName('officer'),
    beside: { phone },
  });
  console.log(`Added ${options.role} ${name} (${subject}).`);
  for (const { message } of warnings) console.log(`Note: ${message}`);
}

/** Encrypts the number with the stage's keys; the caller needs GenerateMac and Encrypt on them. */
async function phoneOf({ slug, client }: Target, subject: string, number: string | undefined): Promise<KeptPhone> {
  if (number === undefined) return {};
  const kms = new KMSClient(client);
  const keys = {
    mac: createMac(`alias/tanggap-${slug}-mac`, kms),
    officerPhones: createOfficerPhoneCipher(`alias/tanggap-${slug}-identity`, kms),
  };
  return keepPhone(keys, subject, number);
}

/** The user's `sub` in the stage's own pool; Cognito mails a temporary password to a new one. */
async function accountFor({ outputs, client }: Target, email: string, name: string): Promise<string> {
  const UserPoolId = outputs.UserPoolId;
  if (UserPoolId === undefined)
    throw new Error("--subject: this stage signs in elsewhere; give the issuer's subject of the person");
  const cognito = new CognitoIdentityProviderClient(client);
  const attributes = await cognito
    .send(
      new AdminCreateUserCommand({
        UserPoolId,
        Username: email,
        DesiredDeliveryMediums: ['EMAIL'],
        UserAttributes: [
          { Name: 'email', Value: email },
          { Name: 'email_verified', Value: 'true' },
          { Name: 'name', Value: name },
        ],
      }),
    )
    .then(({ User }) => User?.Attributes)
    .catch(async (error: unknown) => {
      if (!(error instanceof UsernameExistsException)) throw error;
      return (await cognito.send(new AdminGetUserCommand({ UserPoolId, Username: email }))).UserAttributes;
    });
  const sub = attributes?.find((a) => a.Name === 'sub')?.Value;
  if (sub === undefined) throw new Error('Cognito answered no sub');
  return sub;
}
