import {
  AccountBookOutlined,
  AuditOutlined,
  BankOutlined,
  CarryOutOutlined,
  ContainerOutlined,
  DatabaseOutlined,
  ExclamationCircleOutlined,
  FileSearchOutlined,
  IdcardOutlined,
  PrinterOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  SaveOutlined,
  SwapOutlined,
  SyncOutlined,
  TeamOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ProcedureName } from '../../../contract/app/access.ts';

export type Job =
  | 'sell'
  | 'stockIn'
  | 'stock'
  | 'custody'
  | 'sales'
  | 'papers'
  | 'exceptions'
  | 'discrepancies'
  | 'unprinted'
  | 'posting'
  | 'returns'
  | 'registers'
  | 'closing'
  | 'remittance'
  | 'accounts'
  | 'advice'
  | 'sync'
  | 'backup';

type Entry = {
  readonly job: Job;
  readonly name: string;
  /** Empty for what is reached from the strip and the help, not from the column. */
  readonly keys: string;
  readonly icon: ReactNode;
  readonly needs: ProcedureName;
  /** Only where the point has several PCs that sell. */
  readonly severalTills?: true;
  /** Not done every hour: its key stands beside the name and in F1, not on the bar. */
  readonly rare?: true;
  /** Which count of waiting papers stands beside the name. */
  readonly count?: 'unprinted' | 'waiting' | 'remittance' | 'discrepancies';
};

/**
 * The entries on the left, by job. F2 and F8 are the counter's usual keys; a job without a key of its own takes Shift
 * with its neighbour's: cards out F2 and in Shift+F2, look up F3 and look at the stock Shift+F3, goods F4 and their
 * moves between PCs Shift+F4, print F8 and what was sold Shift+F8, lock F12 and who may unlock Shift+F12. F8 leads to
 * what is still to be printed wherever a screen has nothing to print itself; Shift+F7 to what the regional system waits
 * for (Shift+F9 takes a sale back in the sales list). Shift+F5 leads to the receipt registers, Shift+F11 to what buyers
 * bring back, Ctrl+F11 to what contradicts itself.
 */
export const jobs: readonly Entry[] = [
  { job: 'sell', name: '售卡', keys: 'F2', icon: <IdcardOutlined />, needs: 'sales.make' },
  { job: 'stockIn', name: '入库', keys: 'Shift+F2', icon: <ContainerOutlined />, needs: 'cards.commitNote' },
  { job: 'stock', name: '库存', keys: 'Shift+F3', icon: <DatabaseOutlined />, needs: 'stock.view' },
  {
    job: 'custody',
    name: '领用',
    keys: 'Shift+F4',
    icon: <SwapOutlined />,
    needs: 'custody.dispatch',
    rare: true,
    severalTills: true,
  },
  { job: 'papers', name: '查单据', keys: 'F3', icon: <FileSearchOutlined />, needs: 'papers.find' },
  { job: 'sales', name: '销售记录', keys: 'Shift+F8', icon: <ProfileOutlined />, needs: 'sales.list' },
  {
    job: 'unprinted',
    name: '待打印',
    keys: 'F8',
    icon: <PrinterOutlined />,
    needs: 'posting.unprinted',
    count: 'unprinted',
  },
  {
    job: 'posting',
    name: '平台待登记',
    keys: 'Shift+F7',
    icon: <CarryOutOutlined />,
    needs: 'posting.waiting',
    count: 'waiting',
  },
  {
    job: 'returns',
    name: '退卡退付',
    keys: 'Shift+F11',
    icon: <RollbackOutlined />,
    needs: 'returns.list',
    rare: true,
  },
  {
    job: 'exceptions',
    name: '例外事项',
    keys: 'F11',
    icon: <WarningOutlined />,
    needs: 'exceptions.list',
    rare: true,
  },
  {
    job: 'discrepancies',
    name: '待处理',
    keys: 'Ctrl+F11',
    icon: <ExclamationCircleOutlined />,
    needs: 'discrepancies.open',
    rare: true,
    count: 'discrepancies',
  },
  {
    job: 'registers',
    name: '票据',
    keys: 'Shift+F5',
    icon: <AuditOutlined />,
    needs: 'registers.view',
    rare: true,
  },
  {
    job: 'closing',
    name: '交班日结',
    keys: 'F10',
    icon: <AccountBookOutlined />,
    needs: 'closing.state',
  },
  {
    job: 'remittance',
    name: '缴款',
    keys: 'Shift+F10',
    icon: <BankOutlined />,
    needs: 'remittance.state',
    rare: true,
    count: 'remittance',
  },
  {
    job: 'accounts',
    name: '账号',
    keys: 'Shift+F12',
    icon: <TeamOutlined />,
    needs: 'accounts.list',
    rare: true,
  },
  {
    job: 'advice',
    name: '咨询公示',
    keys: 'Shift+F1',
    icon: <QuestionCircleOutlined />,
    needs: 'advice.notice',
    rare: true,
  },
  { job: 'sync', name: '同步', keys: '', icon: <SyncOutlined />, needs: 'sync.status' },
  { job: 'backup', name: '备份', keys: '', icon: <SaveOutlined />, needs: 'backup.overview' },
];
