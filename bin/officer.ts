/**
 * Adds an officer: the directory record that gives the rights, and, where the stage has its own user pool, the account to sign in with.
 *
 *   npm run officer -- --role coordinator --office coordinator --name "Nama" --email nama@ambon.go.id [--stage production]
 *   npm run officer -- --role liaison --office liaison --agency dinas-perhubungan --name "Nama" --subject SUB --local http://127.0.0.1:3000
 *     [--phone 0812… [--digest]]   may report by SMS that an answer was given; has a digest each working day
 */
import { parseArgs } from 'node:util';
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
import { directoryOf, editorName } from './support/directory.ts';
import { findTarget, type Target } from './support/target.ts';

const usage = `npm run officer -- --role ${role.options.join('|')} [--office ${office.options.join('|')}]
  [--agency ID]… --name "NAME" (--email ADDRESS | --subject SUB) [--phone NUMBER] [--digest] [--stage dev|production] [--local URL]`;

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    office: { type: 'string' },
    agency: { type: 'string', multiple: true, default: [] },
    name: { type: 'string' },
    email: { type: 'string' },
    subject: { type: 'string' },
    phone: { type: 'string' },
    digest: { type: 'boolean', default: false },
    stage: { type: 'string', default: 'dev' },
    local: { type: 'string' },
  },
});

try {
  await addOfficer();
} catch (error) {
  console.error(error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : error);
  console.error(`\n${usage}`);
  process.exitCode = 1;
}

async function addOfficer(): Promise<void> {
  const target = await findTarget(values.stage, values.local);
  const deps = directoryOf(target);
  const fields = {
    name: values.name,
    role: values.role,
    office: values.office,
    agencies: values.agency,
    ...(values.digest ? { digest: true } : {}),
  };
  const edit = (id: string) => ({ kind: 'officer' as const, id, expectedVersion: 0, fields });
  // Everything is checked before an account is made: a refused record must not leave a user behind.
  const early = values.subject ?? 'not-known-yet';
  const { phone: _, ...checked } = await phoneOf(target, early);
  await checkEdit(deps, { ...edit(early), fields: { ...fields, ...checked } });
  const subject = values.subject ?? (await accountFor(target, z.email().parse(values.email), String(values.name)));
  const { phone, ...kept } = await phoneOf(target, subject);
  const { warnings } = await applyEdit(deps, {
    ...edit(subject),
    fields: { ...fields, ...kept },
    by: editorName('officer'),
    beside: { phone },
  });
  console.log(`Added ${values.role} ${values.name} (${subject}).`);
  for (const { message } of warnings) console.log(`Note: ${message}`);
}

/** The number under the stage's keys; who runs this needs GenerateMac and Encrypt on them. */
async function phoneOf({ stage, client }: Target, subject: string): Promise<KeptPhone> {
  if (values.phone === undefined) return {};
  const kms = new KMSClient(client);
  const keys = {
    mac: createMac(`alias/tanggap-${stage}-mac`, kms),
    officerPhones: createOfficerPhoneCipher(`alias/tanggap-${stage}-identity`, kms),
  };
  return keepPhone(keys, subject, values.phone);
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
