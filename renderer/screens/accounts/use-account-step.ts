import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Account } from '../../../contract/app/accounts.ts';
import type { Problem } from '../../../contract/app/problem.ts';
import type { Role } from '../../../contract/events/parts.ts';
import { ask, engine } from '../../engine.ts';
import { problemOf } from '../../problem.ts';
import type { Editing } from './account-dialog.tsx';

interface Fields {
  readonly name: string;
  readonly roles: Role[];
  readonly secret: string;
  readonly reason: string;
}

function send(
  editing: Editing,
  request: string,
  { name, roles, secret, reason }: Fields,
): Promise<Account[]> {
  const { accounts } = engine;
  if (editing.kind === 'open') return accounts.open({ request, name, roles, secret });
  const person = editing.account.id;
  switch (editing.kind) {
    case 'change':
      return accounts.change({ request, person, name, roles });
    case 'close':
      return accounts.close({ request, person, reason });
    case 'reopen':
      return accounts.reopen({ request, person, reason });
    case 'resetSecret':
      return accounts.resetSecret({ request, person, secret });
  }
}

const incomplete: Problem = {
  code: 'page.incomplete',
  happened: '还没有填写完整，没有保存。',
  safe: '没有写入任何内容，已有数据不受影响。',
  todo: '请填写各栏（岗位至少选一个）后再保存。',
};

function isComplete({ kind }: Editing, { name, roles, secret, reason }: Fields): boolean {
  if (kind === 'close' || kind === 'reopen') return reason.trim() !== '';
  if (kind === 'resetSecret') return secret !== '';
  const named = name.trim() !== '' && roles.length > 0;
  return named && (kind === 'change' || secret !== '');
}

/** One dialog is one request, however often 保存 is pressed; another secret than before is another request. */
export function useAccountStep(editing: Editing, onDone: () => void) {
  const request = useRef({ id: crypto.randomUUID() as string, secret: '' });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const client = useQueryClient();
  async function save(fields: Fields): Promise<void> {
    if (busy) return;
    if (!isComplete(editing, fields)) return setProblem(incomplete);
    setBusy(true);
    setProblem(null);
    const changed = request.current.secret !== '' && request.current.secret !== fields.secret;
    request.current = {
      id: changed ? crypto.randomUUID() : request.current.id,
      secret: fields.secret,
    };
    try {
      client.setQueryData(ask.accounts.list.queryKey(), await send(editing, request.current.id, fields));
      // Names and roles stand in the strip and on the sign-in too.
      void client.invalidateQueries({ queryKey: ask.session.state.key() });
      onDone();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
    }
  }
  return { save: (fields: Fields) => void save(fields), busy, problem, forget: () => setProblem(null) };
}
