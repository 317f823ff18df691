import type { Problem } from '../../contract/app/problem.ts';

const UNTOUCHED = '程序没有打开、也没有改动任何数据。';

function problem(code: string, happened: string, todo: string): Problem {
  return { code, happened, safe: UNTOUCHED, todo };
}

/** Why the data stays closed. Each of these once meant, in some program, a new key over old data. */
export const keyProblems = {
  lost: problem(
    'KEY_LOST',
    '数据文件夹里有业务数据，但找不到它的密钥。',
    '请不要删除数据文件夹，把整个文件夹从备份中恢复，或联系管理员。',
  ),
  unreadable: problem(
    'KEY_RECORD',
    '密钥记录文件 key.json 已损坏，无法读取。',
    '请不要删除数据文件夹，从备份中恢复该文件，或联系管理员。',
  ),
  storeGone: problem(
    'KEY_STORE_GONE',
    '数据的密钥由系统密钥库保管，但现在系统密钥库不可用。',
    '请确认已登录桌面并解锁密钥环，然后重新打开程序；仍不行请联系管理员。',
  ),
  wontUnwrap: problem(
    'KEY_UNWRAP',
    '系统密钥库解不开数据的密钥：可能换了系统用户，或密钥环被重置。',
    '请换回原来的系统用户再打开；仍不行请联系管理员用备份恢复。请不要删除数据文件夹。',
  ),
  fileDamaged: problem(
    'KEY_FILE',
    '密钥文件 key 已损坏或不能读取。',
    '请不要删除数据文件夹，从备份中恢复该文件，或联系管理员。',
  ),
} as const;

/** in: the names of the store that wrapped the key and of the one that is there now. */
export function storeChanged(then: string, now: string): Problem {
  return problem(
    'KEY_STORE_CHANGED',
    `数据的密钥由系统密钥库“${then}”保管，但现在的系统密钥库是“${now}”。`,
    '请用原来的桌面环境登录后再打开程序；不行请联系管理员。',
  );
}

/** Said before a key is kept in the clear, and agreed to or not. */
export const keyFileWarning = {
  title: '公需柜台',
  message: '这台电脑没有可用的系统密钥库。',
  detail:
    '数据仍然加密保存，但密钥只能放在数据文件夹内仅本人可读的文件里：谁复制了整个文件夹，谁就能打开数据。\n\n' +
    '建议先启用系统密钥环（登录密码解锁），再首次打开程序。若继续，今后将沿用这种方式，不再提示。',
  go: '知道了，继续',
  stop: '退出',
} as const;
