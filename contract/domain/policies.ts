/** Idle so long, the counter locks itself (等保 二级: session timeout; a PC stolen or left while unlocked). */
export const IDLE_LOCK_MINUTES = 5;
