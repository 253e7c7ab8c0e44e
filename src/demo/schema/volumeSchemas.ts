import { labelSelector, objectMeta } from './metadata.ts';
import {
  anything,
  atomicFields,
  atomicList,
  fields,
  flag,
  intOrText,
  listBy,
  quantities,
  type Schema,
  text,
  textMap,
  texts,
  whole,
  whole32,
} from './schema.ts';

const keyToPath = atomicList(fields({ key: text, path: text, mode: whole32 }, ['key', 'path']));
const localReference = atomicFields({ name: text });

/** A reference to an object in the same namespace, by kind. */
export const typedReference = atomicFields({ apiGroup: text, kind: text, name: text });

export const resourceRequirements: Schema = fields({
  limits: quantities,
  requests: quantities,
  claims: listBy(['name'], fields({ name: text, request: text }, ['name'])),
});

export const claimSpec: Schema = fields({
  accessModes: texts,
  dataSource: typedReference,
  dataSourceRef: fields({ apiGroup: text, kind: text, name: text, namespace: text }),
  resources: fields({ limits: quantities, requests: quantities }),
  selector: labelSelector,
  storageClassName: text,
  volumeAttributesClassName: text,
  volumeMode: text,
  volumeName: text,
});

const projections = fields({
  defaultMode: whole32,
  sources: atomicList(
    fields({
      clusterTrustBundle: anything,
      configMap: fields({ items: keyToPath, name: text, optional: flag }),
      downwardAPI: fields({ items: anything }),
      podCertificate: anything,
      secret: fields({ items: keyToPath, name: text, optional: flag }),
      serviceAccountToken: fields({ audience: text, expirationSeconds: whole, path: text }, ['path']),
    }),
  ),
});

const fileSource = (extra: Readonly<Record<string, Schema>>) =>
  fields({ fsType: text, readOnly: flag, ...extra });

/** One entry of `spec.volumes` of a pod. */
export const volume: Schema = fields(
  {
    name: text,
    awsElasticBlockStore: fileSource({ partition: whole32, volumeID: text }),
    azureDisk: fileSource({ cachingMode: text, diskName: text, diskURI: text, kind: text }),
    azureFile: fields({ readOnly: flag, secretName: text, shareName: text }),
    cephfs: anything,
    cinder: anything,
    configMap: fields({ defaultMode: whole32, items: keyToPath, name: text, optional: flag }),
    csi: fileSource({ driver: text, nodePublishSecretRef: localReference, volumeAttributes: textMap }),
    downwardAPI: fields({ defaultMode: whole32, items: anything }),
    emptyDir: fields({ medium: text, sizeLimit: intOrText }),
    ephemeral: fields({ volumeClaimTemplate: fields({ metadata: objectMeta, spec: claimSpec }) }),
    fc: anything,
    flexVolume: anything,
    flocker: anything,
    gcePersistentDisk: fileSource({ partition: whole32, pdName: text }),
    gitRepo: fields({ directory: text, repository: text, revision: text }),
    glusterfs: anything,
    hostPath: fields({ path: text, type: text }, ['path']),
    image: fields({ pullPolicy: text, reference: text }),
    iscsi: anything,
    nfs: fields({ path: text, readOnly: flag, server: text }, ['path', 'server']),
    persistentVolumeClaim: fields({ claimName: text, readOnly: flag }, ['claimName']),
    photonPersistentDisk: anything,
    portworxVolume: anything,
    projected: projections,
    quobyte: anything,
    rbd: anything,
    scaleIO: anything,
    secret: fields({ defaultMode: whole32, items: keyToPath, optional: flag, secretName: text }),
    storageos: anything,
    vsphereVolume: anything,
  },
  ['name'],
);
