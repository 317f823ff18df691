import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Account } from '../../../contract/app/accounts.ts';
import { rolesInWords } from '../../../contract/domain/roles.ts';
import { ask } from '../../engine.ts';
import { Badge } from '../../parts/badge.tsx';
import { ProblemBox } from '../../parts/problem-box.tsx';
import { type Column, PickTable } from '../../parts/row-table.tsx';
import { Screen, Waiting } from '../../parts/screen.tsx';
import { problemOf } from '../../problem.ts';
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
      <div className="list-tools">
        <Button type="primary" onClick={() => setEditing({ kind: 'open' })}>
          新增账号
        </Button>
        {account !== undefined && <Tools account={account} me={me} onEdit={setEditing} />}
      </div>
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

type ToolsProps = {
  readonly account: Account;
  readonly me: string;
  readonly onEdit: (editing: Editing) => void;
};

function Tools({ account, me, onEdit }: ToolsProps) {
  const { closed, secret } = account;
  const own = account.id === me;
  return (
    <>
      <Button onClick={() => onEdit({ kind: 'change', account })}>修改 Enter</Button>
      {closed === null && (
        <Button onClick={() => onEdit({ kind: 'resetSecret', account })}>
          {secret === 'none' ? '设密码' : '重设密码'}
        </Button>
      )}
      {closed === null ? (
        <Button danger disabled={own} onClick={() => onEdit({ kind: 'close', account })}>
          停用
        </Button>
      ) : (
        <Button onClick={() => onEdit({ kind: 'reopen', account })}>恢复使用</Button>
      )}
      {own && <span className="field-hint">自己的账号须另一位管理员停用</span>}
    </>
  );
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
