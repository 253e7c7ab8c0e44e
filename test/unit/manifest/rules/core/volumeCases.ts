import { pod, podWithVolume } from './builders.ts';
import type { Case } from './podCases.ts';

/** Volumes. */
export const volumeCases: readonly Case[] = [
  [
    'core/one-of-many',
    'spec.volumes[0].configMap',
    podWithVolume({ emptyDir: {}, configMap: { name: 'c' } }),
  ],
  ['core/missing-field', 'spec.volumes[0].configMap.name', podWithVolume({ configMap: {} })],
  ['core/missing-field', 'spec.volumes[0].secret.secretName', podWithVolume({ secret: {} })],
  [
    'core/number-out-of-range',
    'spec.volumes[0].secret.defaultMode',
    podWithVolume({ secret: { secretName: 's', defaultMode: 1000 } }),
  ],
  [
    'core/malformed-name',
    'spec.volumes[0].configMap.items[0].path',
    podWithVolume({ configMap: { name: 'c', items: [{ key: 'k', path: '/k' }] } }),
  ],
  ['core/malformed-name', 'spec.volumes[0].hostPath.path', podWithVolume({ hostPath: { path: '/a/../b' } })],
  ['core/malformed-name', 'spec.volumes[0].nfs.path', podWithVolume({ nfs: { server: 's', path: 'data' } })],
  [
    'core/negative-size',
    'spec.volumes[0].emptyDir.sizeLimit',
    podWithVolume({ emptyDir: { sizeLimit: '-1Gi' } }),
  ],
  [
    'core/empty-value',
    'spec.volumes[0].persistentVolumeClaim.claimName',
    podWithVolume({ persistentVolumeClaim: { claimName: '' } }),
  ],
  ['core/missing-field', 'spec.volumes[0].ephemeral.volumeClaimTemplate', podWithVolume({ ephemeral: {} })],
  [
    'core/storage-size',
    'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources.storage',
    podWithVolume({ ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'] } } } }),
  ],
  ['core/csi-driver', 'spec.volumes[0].csi.driver', podWithVolume({ csi: { driver: 'a driver' } })],
  [
    'core/one-of-many',
    'spec.volumes[0].projected.sources[0].configMap',
    podWithVolume({ projected: { sources: [{ secret: { name: 's' }, configMap: { name: 'c' } }] } }),
  ],
  [
    'core/projected-path-repeated',
    'spec.volumes[0].projected.sources[1].configMap.items[0].path',
    podWithVolume({
      projected: {
        sources: [
          { secret: { name: 's', items: [{ key: 'k', path: 'p' }] } },
          { configMap: { name: 'c', items: [{ key: 'k', path: 'p' }] } },
        ],
      },
    }),
  ],
  [
    'core/number-out-of-range',
    'spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds',
    podWithVolume({
      projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 60 } }] },
    }),
  ],
  [
    'core/none-of-many',
    'spec.volumes[0].downwardAPI.items[0]',
    podWithVolume({ downwardAPI: { items: [{ path: 'x' }] } }),
  ],
  [
    'core/azure-disk-uri',
    'spec.volumes[0].azureDisk.diskURI',
    podWithVolume({ azureDisk: { diskName: 'd', diskURI: 'disk', kind: 'Managed' } }),
  ],
  [
    'core/volume-name-repeated',
    'spec.volumes[1].name',
    pod({
      volumes: [
        { name: 'data', emptyDir: {} },
        { name: 'data', emptyDir: {} },
      ],
    }),
  ],
  ['core/malformed-name', 'spec.volumes[0].name', pod({ volumes: [{ name: 'my_data', emptyDir: {} }] })],
];
