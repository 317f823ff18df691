import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Account } from '../../../contract/app/accounts.ts';
import { rolesInWords } from '../../../contract/domain/roles.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
import { type RowAction, RowActions } from '../sales/actions.tsx';
import { AccountDialog, type Editing } from './account-dialog.tsx';

const secrets: Readonly<Record<Account['secret'], string>> = {
  none: '未设',
  given: '待本人更换',
  own: '已设',
};

function State({ account }: { readonly account: Account }) {
  if (account.closed === null) return <Badge tone="good">在用</Badge>;
  const { reason, by, day } = account.closed;
  return (
    <>
      <Badge tone="bad">停用</Badge>
      <small className="beneath">{reason}</small>
      <small className="beneath">
        {day} {by}
      </small>
    </>
  );
}

function Secret({ account }: { readonly account: Account }) {
  return (
    <>
      {secrets[account.secret]} {account.locked && <Badge tone="bad">已锁定</Badge>}
    </>
  );
}

const columns: readonly Column<Account>[] = [
  { title: '姓名', cell: (account) => <span className="name">{account.name}</span> },
  { title: '岗位', cell: (account) => rolesInWords(account.roles) },
  { title: '状态', cell: (account) => <State account={account} /> },
  { title: '本机密码', cell: (account) => <Secret account={account} /> },
  { title: '本机上次登录', cell: (account) => account.lastSignIn ?? '还没有', figures: true },
];

type ListProps = { readonly rows: readonly Account[]; readonly me: string };

function List({ rows, me }: ListProps) {
  const [selected, setSelected] = useState<string | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const account = rows.find((row) => row.id === selected) ?? rows[0];
  return (
    <>
      <RowActions actions={actionsFor(account, me, setEditing)} />
      <PickTable
        label="账号"
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        mute={(row) => row.closed !== null}
        selected={account?.id ?? null}
        onSelect={setSelected}
        takeFocus
        onOpen={(row) => setEditing({ kind: 'change', account: row })}
      />
      {editing !== null && <AccountDialog editing={editing} onClose={() => setEditing(null)} />}
    </>
  );
}

/** The chosen account's steps, each with its key. One's own account is closed by another administrator. */
function actionsFor(
  account: Account | undefined,
  me: string,
  edit: (editing: Editing) => void,
): readonly RowAction[] {
  const open: RowAction = {
    name: '新增账号',
    keys: 'Insert',
    primary: true,
    run: () => edit({ kind: 'open' }),
  };
  if (account === undefined) return [open];
  const change = { name: '修改', keys: 'Enter', run: () => edit({ kind: 'change', account }) };
  if (account.closed !== null) {
    return [
      open,
      change,
      { name: '恢复使用', keys: 'Shift+Delete', run: () => edit({ kind: 'reopen', account }) },
    ];
  }
  return [
    open,
    change,
    {
      name: account.secret === 'none' ? '设密码' : '重设密码',
      keys: 'F7',
      run: () => edit({ kind: 'resetSecret', account }),
    },
    {
      name: '停用',
      keys: 'Delete',
      danger: true,
      run: () => edit({ kind: 'close', account }),
      blocked: account.id === me ? '自己的账号须另一位管理员停用' : null,
    },
  ];
}

/** 账号 of this point, for its administrator. Secrets are each PC's own. */
export function Accounts({ me }: { readonly me: string }) {
  const accounts = useQuery(ask.accounts.list.queryOptions());
  return (
    <Screen title="账号" note="↑ ↓ 选择，Enter 修改；密码只保存在这台电脑上">
      {accounts.error !== null && (
        <ProblemBox problem={problemOf(accounts.error)} onDismiss={() => void accounts.refetch()} />
      )}
      {accounts.isPending && <Waiting label="正在读取账号" />}
      {accounts.data !== undefined && <List rows={accounts.data} me={me} />}
    </Screen>
  );
}
