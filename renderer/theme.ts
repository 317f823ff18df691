import type { ThemeConfig } from 'antd';
import { type Contrast, colours } from './colours.ts';
import type { TypeSize } from './type-size.ts';

const BASE_TYPE = 16;
const BASE_CONTROL = 40;
/** Controls grow slower than type: at 200 % a line of 32 px still has air in 64 px. */
const CONTROL_GROWTH = 24;

/** Ant Design's tokens in the page's own colours (colours.ts). */
export function themeFor(size: TypeSize, contrast: Contrast): ThemeConfig {
  const named = colours[contrast];
  const scale = size / 100;
  return {
    token: {
      fontFamily: 'var(--app-font)',
      fontSize: BASE_TYPE * scale,
      controlHeight: BASE_CONTROL + CONTROL_GROWTH * (scale - 1),
      controlHeightLG: BASE_CONTROL + 8 + CONTROL_GROWTH * (scale - 1),
      colorPrimary: named.brand,
      colorInfo: named.brand,
      colorSuccess: named.good,
      colorError: named.bad,
      colorText: named.ink,
      colorTextPlaceholder: named['ink-faint'],
      colorTextDisabled: named['ink-faint'],
      colorBorder: named['line-strong'],
      borderRadius: 8,
      // Movement costs old machines time and makes the cursor arrive late.
      motion: false,
      wireframe: false,
    },
    components: { Button: { primaryShadow: 'none', defaultShadow: 'none', fontWeight: 500 } },
  };
}
