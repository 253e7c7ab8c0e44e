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

/** `41s`, `12m`, `3h20m`, `2d4h`: a span in at most two units, the smaller one while it still matters. */
export function span(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 120) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m${minutes < 10 ? rest(seconds % 60, 's') : ''}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours}h${hours < 10 ? rest(minutes % 60, 'm') : ''}`;
  const days = Math.floor(hours / 24);
  return `${days}d${days < 8 ? rest(hours % 24, 'h') : ''}`;
}

function rest(amount: number, unit: string): string {
  return amount === 0 ? '' : `${amount}${unit}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
