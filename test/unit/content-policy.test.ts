import { randomBytes } from 'node:crypto';
import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { describe, expect, test } from 'vitest';
import { contentSecurityPolicy } from '../../electron/security-headers.ts';

const nonce = randomBytes(18).toString('base64url');
const electron = contentSecurityPolicy(nonce, "'none'");
const browserHost = contentSecurityPolicy(nonce, "'self'");

function findingsOf(policy: string): string[] {
  const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
  return findings.map(({ severity, directive, value = '' }) => `${Severity[severity]} ${directive} ${value}`);
}

describe.each([
  ['Electron', electron],
  ['the browser host', browserHost],
])('the policy of %s (E7)', (_shell, policy) => {
  test('has no finding but that scripts come from our own origin, which serves built files only', () => {
    expect(findingsOf(policy)).toEqual(["MEDIUM_MAYBE script-src 'self'"]);
  });

  test.each([
    ["script-src 'self'", "script-src 'self' 'unsafe-inline'", "HIGH script-src 'unsafe-inline'"],
    ["script-src 'self'", 'script-src *', 'HIGH script-src *'],
    ["script-src 'self'", "script-src 'self' data:", 'HIGH script-src data:'],
    ["default-src 'none'; ", '', 'HIGH object-src '],
  ])('would be found weaker with %s turned into “%s”', (from, to, finding) => {
    expect(policy).toContain(from);
    expect(findingsOf(policy.replace(from, to))).toContain(finding);
  });
});

test('the two differ in what may be connected to, and in nothing else', () => {
  expect(electron).toContain("connect-src 'none'");
  expect(browserHost).toBe(electron.replace("connect-src 'none'", "connect-src 'self'"));
});
