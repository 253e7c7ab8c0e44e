/** Fields that the built-in types' documentation calls required although the server makes do without them, by type. */
const optional: Readonly<Record<string, readonly string[]>> = {
  DeviceClass: ['spec'],
  HTTPHeader: ['value'],
  ISCSIPersistentVolumeSource: ['lun'],
  ISCSIVolumeSource: ['lun'],
  LimitRangeSpec: ['limits'],
  PreferredSchedulingTerm: ['preference'],
  PriorityClass: ['value'],
  ResourceClaim: ['spec'],
  ResourceClaimTemplate: ['spec'],
  ResourceClaimTemplateSpec: ['spec'],
  SleepAction: ['seconds'],
  StatefulSetSpec: ['serviceName'],
};

/** Whether the API server really refuses an object of a built-in type that lacks a field it documents as required. */
export function isServerRequired(typeName: string | undefined, field: string): boolean {
  return (
    typeName === undefined || !(Object.hasOwn(optional, typeName) && optional[typeName]?.includes(field))
  );
}
