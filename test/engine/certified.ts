import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tempFolder } from './city.ts';

/** A certificate for this computer that vouches for itself. out: PEM, and where the files lie. */
export function certified(name: string) {
  const folder = tempFolder();
  const [key, certificate] = [`${folder}/${name}.key`, `${folder}/${name}.pem`];
  const named = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '3650'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...made, ...named, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  const paths = { key, certificate };
  return { key: readFileSync(key, 'utf8'), certificate: readFileSync(certificate, 'utf8'), paths };
}
