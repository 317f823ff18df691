import type { ThemeConfig } from 'antd';
import type { TypeSize } from './type-size.ts';

const BASE_TYPE = 16;
const BASE_CONTROL = 40;
/** Controls grow slower than type: at 200 % a line of 32 px still has air in 64 px. */
const CONTROL_GROWTH = 24;

/** Ant Design's tokens in the page's own colours (style/base.css); every text colour is at least 4.5:1 on its ground. */
export function themeFor(size: TypeSize): ThemeConfig {
  const scale = size / 100;
  return {
    token: {
      fontFamily: 'var(--app-font)',
      fontSize: BASE_TYPE * scale,
      controlHeight: BASE_CONTROL + CONTROL_GROWTH * (scale - 1),
      controlHeightLG: BASE_CONTROL + 8 + CONTROL_GROWTH * (scale - 1),
      colorPrimary: '#0f5a5e',
      colorInfo: '#0f5a5e',
      colorSuccess: '#23693b',
      colorError: '#a8271d',
      colorText: '#1c2529',
      colorTextPlaceholder: '#657076',
      colorTextDisabled: '#657076',
      colorBorder: '#b9c0c0',
      borderRadius: 8,
      // Movement costs old machines time and makes the cursor arrive late.
      motion: false,
      wireframe: false,
    },
    components: { Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 } },
  };
}
