const byte = /^(?:0|[1-9]\d{0,2})$/;

/** An IPv4 address in four decimal numbers without leading zeros. */
export function isIpV4(text: string): boolean {
  const parts = text.split('.');
  return (
    text.length <= 15 && parts.length === 4 && parts.every(part => byte.test(part) && Number(part) <= 255)
  );
}

/** An IPv6 address, also with an IPv4 address as its end; without a zone. */
export function isIpV6(text: string): boolean {
  if (text.length > 45 || !text.includes(':')) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map(groupsIn);
  if (groups.includes(undefined)) return false;
  const count = groups.reduce<number>((sum, group) => sum + (group ?? 0), 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}

/** An address of either family. */
export function isIp(text: string): boolean {
  return isIpV4(text) || isIpV6(text);
}

/** How many groups of 16 bits a part of an IPv6 address stands for; undefined where it is malformed. */
function groupsIn(half: string): number | undefined {
  if (half === '') return 0;
  const groups = half.split(':');
  const last = groups.at(-1) ?? '';
  const isMixed = last.includes('.');
  const plain = isMixed ? groups.slice(0, -1) : groups;
  if (isMixed && !isIpV4(last)) return undefined;
  return plain.every(group => /^[0-9a-fA-F]{1,4}$/.test(group))
    ? plain.length + (isMixed ? 2 : 0)
    : undefined;
}
