import { ORPCError } from '@orpc/client';
import { cityProblem, PROTOCOL } from '../../../contract/city.ts';
import { normalCode, SHORTEST_CODE } from '../../../contract/domain/enrolment-code.ts';
import { type Refusal, refuse } from '../problem.ts';
import type { CityServer } from '../sync/city-client.ts';
import type { World } from '../world.ts';
import type { Given } from './offer.ts';

/** An address as people type it, with or without its scheme; out: scheme, host and port alone. Refuses anything else. */
export function serverAddress(typed: string): string {
  const text = typed.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`);
  const plain = url !== null && url.pathname === '/' && url.search === '' && url.username === '';
  if (url === null || !plain || !['http:', 'https:'].includes(url.protocol)) {
    throw refuse(
      'SERVER',
      '服务器地址写得不对，没有发出入网码。',
      '请照市局给的地址填写，例如 gongxu.example:8443。',
    );
  }
  return url.origin;
}

/** Enrols by a one-time code; every way it can fail, in words. in: its address as `serverAddress` writes it. */
export async function askServer(
  { connect }: Pick<World, 'connect'>,
  server: CityServer,
  { code, publicKey }: { readonly code: string; readonly publicKey: string },
): Promise<Given> {
  const asked = { protocol: PROTOCOL, code: normalCode(code), publicKey };
  if (asked.code.length < SHORTEST_CODE) throw wrongCode();
  try {
    const { certificate, settings } = await connect(server).enrol(asked);
    return { certificate, settings: new Uint8Array(await settings.arrayBuffer()) };
  } catch (error) {
    throw inWords(error, server.address);
  }
}

function inWords(error: unknown, server: string): Refusal {
  const refused = error instanceof ORPCError ? cityProblem.safeParse(error.data) : null;
  if (refused === null || !refused.success) return unreachable(server);
  switch (refused.data.code) {
    case 'CODE':
      return wrongCode();
    case 'PROTOCOL':
      return refuse('PROTOCOL', '本程序与市局服务器的版本不合，没有入网。', '请装上市局现用的版本后再入网。');
    case 'BUSY':
      return refuse('BUSY', '市局服务器正忙，没有入网。', '请过几分钟再按一次，入网码仍然有效。');
    default:
      return refuse('CERTIFICATE', '市局服务器没有受理这台电脑的入网。', '请向市局另要一个入网码。');
  }
}

/** The server doesn't say which, so that nobody learns of codes by trying. */
function wrongCode(): Refusal {
  return refuse('CODE', '入网码不对，或者已经用过、过期了。', '请核对入网码；确实没错的，请向市局另要一个。');
}

function unreachable(server: string): Refusal {
  return refuse(
    'UNREACHABLE',
    `连不上市局服务器（${server}），没有入网。`,
    '请检查网线和地址后再试，入网码可以照用；没有网络的，请用 U 盘入网。',
  );
}
