import { type FuseConfig, FuseV1Options, FuseVersion } from '@electron/fuses';
import { FusesPlugin } from '@electron-forge/plugin-fuses';
import type { ForgeConfig } from '@electron-forge/shared-types';
import { keepBinariesOf, ships } from './build/shipped-files.ts';

/** Every fuse there is (reliability.md §4); one that a new Electron adds stops the packaging until it is decided. */
export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // Also stops NODE_EXTRA_CA_CERTS.
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  // Windows and macOS; Linux has no such check.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseConfig;

/** A folder with electron-v*.zip, for machines that cannot reach Electron's release site. */
const zips = process.env['ELECTRON_ZIP_DIR'];

const config: ForgeConfig = {
  outDir: process.env['GONGXU_RELEASE_DIR'] ?? 'release',
  packagerConfig: {
    // ASCII for paths and package names; what people read is productName in package.json.
    name: 'gongxu',
    executableName: 'gongxu',
    appBundleId: 'cn.gongxu.counter',
    asar: { unpack: '**/*.node' },
    ignore: (path: string) => !ships(path),
    ...(zips === undefined ? {} : { electronZipDir: zips }),
  },
  // The binaries in the packages are Node-API and load unchanged; building them would need a compiler and the network.
  rebuildConfig: { onlyModules: [] },
  hooks: {
    async packageAfterPrune(_config, app, _version, platform, arch) {
      keepBinariesOf(app, platform, arch);
    },
  },
  makers: [
    {
      name: '@electron-forge/maker-deb',
      platforms: ['linux'],
      config: {
        options: {
          name: 'gongxu',
          productName: '公需柜台',
          genericName: '公需科目柜台',
          description: '公需科目激活卡与教材柜台',
          categories: ['Office'],
          section: 'misc',
          icon: { scalable: 'renderer/icon.svg' },
        },
      },
    },
    { name: '@electron-forge/maker-zip', platforms: ['linux', 'win32'], config: {} },
  ],
  plugins: [new FusesPlugin(fuses)],
};

export default config;
