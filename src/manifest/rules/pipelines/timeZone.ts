/**
 * Whether a text names a time zone of the IANA database. Go takes `Local` and the empty text (UTC) besides, and tells upper
 * from lower case, which is not judged here.
 */
export function isTimeZone(text: string): boolean {
  if (text === '' || text === 'Local') return true;
  if (/^[+-]/.test(text)) return false;
  // The list holds no aliases, but is there at once; the first format that is made loads the data of all languages.
  if (Intl.supportedValuesOf('timeZone').includes(text)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
