import {
  CarryOutOutlined,
  ContainerOutlined,
  DatabaseOutlined,
  IdcardOutlined,
  PrinterOutlined,
  ProfileOutlined,
  QuestionCircleOutlined,
  RollbackOutlined,
  SwapOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ProcedureName } from '../../../contract/app/access.ts';

export type Job =
  | 'sell'
  | 'stockIn'
  | 'stock'
  | 'custody'
  | 'sales'
  | 'unprinted'
  | 'posting'
  | 'returns'
  | 'accounts'
  | 'advice';

type Entry = {
  readonly job: Job;
  readonly name: string;
  readonly keys: string;
  readonly icon: ReactNode;
  readonly needs: ProcedureName;
  /** Only where the point has several PCs that sell. */
  readonly severalTills?: true;
  /** Which count of waiting papers stands beside the name. */
  readonly count?: 'unprinted' | 'waiting';
};

/**
 * The entries on the left, by job. F2 and F8 are the counter's usual keys; a job without a key of its own takes Shift
 * with its neighbour's: cards out F2 and in Shift+F2, look up F3 and look at the stock Shift+F3, goods F4 and their
 * moves between PCs Shift+F4, print F8 and what was sold Shift+F8, lock F12 and who may unlock Shift+F12. F8 leads to
 * what is still to be printed wherever a screen has nothing to print itself; Shift+F7 to what the regional system waits
 * for (Shift+F9 takes a sale back in the sales list); Shift+F11 to what comes back after its day.
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
    severalTills: true,
  },
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
  },
  { job: 'accounts', name: '账号', keys: 'Shift+F12', icon: <TeamOutlined />, needs: 'accounts.list' },
  {
    job: 'advice',
    name: '咨询公示',
    keys: 'Shift+F1',
    icon: <QuestionCircleOutlined />,
    needs: 'advice.notice',
  },
];
