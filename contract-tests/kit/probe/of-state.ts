/** RFC 9110, section 15.5; RFC 4918, section 11; RFC 6585, section 3. */
const OF_STATE = new Set([404, 409, 410, 412, 416, 423, 424, 428]);

/** Refusals that the header fields below bring about (RFC 9110, sections 13.2.1 and 14.2; RFC 4918, section 10.4; RFC 6585, section 3). */
const OF_CONDITIONS = new Set([412, 416, 423, 428]);

/** Fields that ask for something only if what is there is in some state, or only for a range of it. */
const CONDITIONS = new Set(
  ["If", "If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since", "If-Range", "Range"].map((name) =>
    name.toLowerCase(),
  ),
);

/** Whether a status speaks of what is there, not of the request. */
export function speaksOfState(status: number): boolean {
  return OF_STATE.has(status);
}

/**
 * The header fields to which a status may be the answer whatever the document says of their values: a valid
 * `If-Match` need not be the one that is there.
 *
 * @param headers - names of header fields, in lower case
 */
export function conditionsBehind(status: number, headers: readonly string[]): string[] {
  return OF_CONDITIONS.has(status) ? headers.filter((name) => CONDITIONS.has(name)) : [];
}
