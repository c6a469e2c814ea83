/** docs/openapi.json is what the schemas say, is well formed, and every answer that strays from it is found. */
import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Spectral, type RulesetDefinition } from '@stoplight/spectral-core';
import rulesets from '@stoplight/spectral-rulesets';
import * as z from 'zod';
import { describe, expect, test } from 'vitest';
import { readDocs, readOpenApi } from '../../../functions/http/reference.ts';
import { openApiDocument } from '../../../lib/openapi/document.ts';
import { openApiFiles, openApiJson, openApiPath } from '../../../lib/openapi/index.ts';
import type { Operation } from '../../../lib/openapi/operation.ts';
import { operations } from '../../../lib/openapi/operations/index.ts';
import { checkExchange, operationFor } from '../../support/openapi.ts';

const document = openApiDocument(operations, '1.0.0');
const files = openApiFiles();
const all = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

describe('docs/openapi.json', () => {
  test('is up to date: npm run openapi', () => {
    expect(readFileSync(openApiPath, 'utf8')).toBe(openApiJson());
  });

  test('has no error that Spectral finds, and no warning but that some operations have a summary only', async () => {
    const spectral = new Spectral();
    // Its two packages do not agree on the type of a ruleset.
    spectral.setRuleset({ extends: [rulesets.oas as RulesetDefinition] });
    const findings = await spectral.run(openApiJson());
    const codes = new Set(
      findings.map(({ code, path, message }) =>
        code === 'operation-description' ? code : `${code} ${path.join('.')}: ${message}`,
      ),
    );
    expect([...codes]).toEqual(['info-contact info: Info object must have "contact" object.', 'operation-description']);
  });

  test('has no error that Redocly finds', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const findings = await lintFromString({ source: openApiJson(), absoluteRef: openApiPath, config });
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
    // Redocly reads neither `propertyNames` nor that this repository has no licence.
    expect(new Set(findings.map(({ ruleId }) => ruleId))).toEqual(
      new Set(['info-license', 'no-required-schema-properties-undefined']),
    );
  });

  test.each(all)('$method $path: unique id, every path parameter, a known way in, an answer that succeeds', (one) => {
    const { path, operation } = one;
    expect(all.filter((other) => other.operation.operationId === operation.operationId)).toHaveLength(1);
    const inPath = (operation.parameters ?? []).filter((p) => p.in === 'path').map((p) => `{${p.name}}`);
    expect(path.match(/\{\w+\}/g) ?? []).toEqual(inPath);
    for (const name of operation.security.flatMap((by) => Object.keys(by)))
      expect(Object.keys(document.components.securitySchemes)).toContain(name);
    expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
    expect(document.tags.map((tag) => tag.name)).toEqual(expect.arrayContaining(operation.tags));
  });

  test('refuses two operations of one name, and two schemas of one name', () => {
    const operation = (id: string, schema: z.ZodType, path: `/${string}` = '/a'): Operation => ({
      route: `GET ${path}`,
      id,
      tag: 'Directory',
      summary: 'x',
      answers: { 200: schema },
    });
    expect(() => openApiDocument([operation('a', z.string()), operation('a', z.string(), '/b')], '1')).toThrow('twice');
    expect(() => openApiDocument([operation('a', z.string()), operation('b', z.string())], '1')).toThrow('twice');
    const named = (inner: z.ZodType) => z.object({ inner: inner.meta({ id: 'Clash' }) });
    const clash = [
      operation('a', named(z.object({ a: z.string() }))),
      operation('b', named(z.object({ b: z.string() })), '/b'),
    ];
    expect(() => openApiDocument(clash, '1')).toThrow('"Clash"');
  });
});

describe('an answer', () => {
  const answer = {
    method: 'GET',
    path: '/v1/services?x=1',
    request: undefined,
    status: 200,
    contentType: 'application/json; charset=utf-8',
  };
  const service = {
    code: 'a',
    name: 'abc',
    description: 'ten letters',
    group: 'abc',
    subgroup: null,
    keywords: ['ab'],
    class: 'aspirasi',
  };

  test('as documented passes', () =>
    expect(() => checkExchange({ ...answer, body: { services: [service] } })).not.toThrow());

  test.each([
    ['lacks a field', { body: { services: [{ ...service, name: undefined }] } }],
    ['has a field too many', { body: { services: [{ ...service, phone: '0811' }] } }],
    ['has another type', { body: { services: [{ ...service, keywords: 'ab' }] } }],
    ['has an undocumented status', { status: 418, body: { services: [] } }],
    ['comes as another media type', { contentType: 'text/plain', body: { services: [] } }],
    ['is of a route that is not there', { path: '/v1/nowhere', body: {} }],
  ])('that %s is found', (_, over) => {
    expect(() => checkExchange({ ...answer, ...over })).toThrow(/services|nowhere/);
  });

  test('to an action is held against that action', () => {
    expect(operationFor('POST', '/v1/complaints/AMB-7K3Q9C5/actions/rate')?.path).toBe(
      '/v1/complaints/{trackingId}/actions/rate',
    );
    expect(operationFor('POST', '/v1/complaints/AMB-7K3Q9C5/actions/nonsense')).toBeUndefined();
  });
});

describe('the reference page', () => {
  const served = readDocs((name) => files[name])();

  test('names every operation and schema', () => {
    for (const { operation } of all) expect(files['docs.html']).toContain(`id="${operation.operationId}"`);
    for (const name of Object.keys(document.components.schemas))
      expect(files['docs.html']).toContain(`id="schema-${name}"`);
    expect(files['docs.html']).not.toMatch(/\[object|undefined|NaN/);
  });

  test('leads nowhere but within itself and to the document, and runs nothing', () => {
    const page = files['docs.html'];
    const targets = [...page.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, target]) => target!);
    const anchors = targets.filter((target) => target !== '/openapi.json');
    for (const anchor of anchors) expect(page).toContain(`id="${anchor.slice(1)}"`);
    expect(page).not.toMatch(/<script|https?:/);
  });

  test('is served under a policy that allows its style by hash and nothing else', () => {
    expect(served.headers?.['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; /,
    );
    expect(served.headers?.['content-type']).toBe('text/html; charset=utf-8');
    expect(JSON.parse(String(readOpenApi((name) => files[name])().body))).toEqual(JSON.parse(openApiJson()));
  });
});
