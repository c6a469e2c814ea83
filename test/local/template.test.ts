import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import * as z from 'zod';
import { assetFolder } from '../../lib/local/template/assembly.ts';
import { readTemplate, type Template } from '../../lib/local/template/template.ts';
import { writeAssembly } from './fixtures/assembly.ts';
import type { templates } from './fixtures/template.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const read = (change?: (all: typeof templates) => void): Template => {
  const folder = writeAssembly(change);
  folders.push(folder);
  return readTemplate(folder, (region) => ({
    region,
    apiUrl: 'http://127.0.0.1:1',
    servicesUrl: 'http://127.0.0.1:2',
  }));
};
const withResource = (name: string, resource: object): Template =>
  read((all) => Object.assign(all.Service.Resources, { [name]: resource }));
const valueOf = (value: unknown): unknown => {
  const schema = z.object({ Value: z.unknown() });
  return withResource('Value', { Type: 'AWS::SSM::Parameter', Properties: { Value: value } }).of(
    'AWS::SSM::Parameter',
    schema,
  )[0]?.properties.Value;
};

test('references across stacks lead to the same table', () => {
  const schema = z.object({ Environment: z.object({ Variables: z.record(z.string(), z.string()) }) });
  const web = read()
    .of('AWS::Lambda::Function', schema)
    .find((one) => one.logicalId === 'Web');
  expect(web?.properties.Environment.Variables['TABLE']).toBe('Data-Complaints');
});

test("a queue's reference is a URL here, or the SDK would call AWS", () => {
  expect(valueOf({ Ref: 'GivenUp' })).toBe('http://127.0.0.1:2/000000000000/Service-GivenUp');
  expect(valueOf({ 'Fn::GetAtt': ['Messages', 'QueueName'] })).toBe('Service-Messages.fifo');
});

test.each([
  [{ 'Fn::Sub': 'x-${AWS::Region}-${Key.Arn}-${!Raw}' }, /^x-ap-southeast-3-arn:aws:kms:.*-\$\{Raw\}$/],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::AccountId' }, { Ref: 'AWS::NoValue' }]] }, /^a-000000000000$/],
  [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b'] }] }, /^b$/],
])('%j is resolved', (value, expected) => {
  expect(valueOf(value)).toMatch(expected);
});

test('an intrinsic that is not known stops the start by name', () => {
  expect(() => valueOf({ 'Fn::Cidr': [] })).toThrow(/Fn::Cidr/);
});

test('a resource type that is not known stops the start by name', () => {
  expect(() => withResource('Database', { Type: 'AWS::RDS::DBInstance', Properties: {} })).toThrow(
    /Database is a AWS::RDS::DBInstance/,
  );
});

test('an asset that is missing stops the start', () => {
  const { assembly } = read();
  rmSync(join(assembly.folder, 'asset.web'), { recursive: true });
  expect(() => assetFolder(assembly, 'web.zip')).toThrow(/asset\.web is missing/);
});
