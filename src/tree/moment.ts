/** `12:03:11`, in the machine's time zone. */
export function timeOfDay(ms: number): string {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
}

/** `2026-11-23 12:03:11`, in the machine's time zone; `undefined` for a moment that is not known. */
export function moment(ms: number | undefined): string | undefined {
  if (ms === undefined || ms === 0) return undefined;
  const date = new Date(ms);
  const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
  return `${day} ${timeOfDay(ms)}`;
}

/** `41s`, `12m`, `3h20m`, `2d4h`: a span in at most two units. */
export function span(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return pair(minutes, 'm', seconds % 60, 's', minutes < 10);
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return pair(hours, 'h', minutes % 60, 'm', hours < 10);
  const days = Math.floor(hours / 24);
  return pair(days, 'd', hours % 24, 'h', days < 8);
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string, isFine: boolean): string {
  return isFine && small > 0 ? `${large}${largeUnit}${small}${smallUnit}` : `${large}${largeUnit}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
