/**
 * Whether a text names a time zone of the IANA database. Go takes `Local` and the empty text (UTC) besides, and tells upper
 * from lower case, which is not judged here.
 */
export function isTimeZone(text: string): boolean {
  if (text === '' || text === 'Local') return true;
  if (/^[+-]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
