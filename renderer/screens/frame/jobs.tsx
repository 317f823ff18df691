import {
  CarryOutOutlined,
  ContainerOutlined,
  DatabaseOutlined,
  IdcardOutlined,
  PrinterOutlined,
  ProfileOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { ProcedureName } from '../../../contract/app/access.ts';

export type Job = 'sell' | 'stockIn' | 'stock' | 'sales' | 'unprinted' | 'posting';

type Entry = {
  readonly job: Job;
  readonly name: string;
  readonly keys: string;
  readonly icon: ReactNode;
  readonly needs: ProcedureName;
  /** Which count of waiting papers stands beside the name. */
  readonly count?: 'unprinted' | 'waiting';
};

/**
 * The entries on the left, by job. F2 and F8 are the counter's usual keys; a job without a key of its own takes Shift
 * with its neighbour's: cards out F2 and in Shift+F2, look up F3 and look at the stock Shift+F3, print F8 and what was
 * sold Shift+F8. F8 leads to what is still to be printed wherever a screen has nothing to print itself; Shift+F9 is what
 * remains to be confirmed after F9: entering it in the regional system.
 */
export const jobs: readonly Entry[] = [
  { job: 'sell', name: '售卡', keys: 'F2', icon: <IdcardOutlined />, needs: 'sales.make' },
  { job: 'stockIn', name: '入库', keys: 'Shift+F2', icon: <ContainerOutlined />, needs: 'cards.commitNote' },
  { job: 'stock', name: '库存', keys: 'Shift+F3', icon: <DatabaseOutlined />, needs: 'cards.stock' },
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
    keys: 'Shift+F9',
    icon: <CarryOutOutlined />,
    needs: 'posting.waiting',
    count: 'waiting',
  },
];
