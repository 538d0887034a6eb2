/** RFC 9110, section 15.5; RFC 4918, section 11; RFC 6585, section 3. */
const OF_STATE = new Set([404, 409, 410, 412, 423, 424, 428]);

/** Whether a status speaks of what is there, not of the request. */
export function speaksOfState(status: number): boolean {
  return OF_STATE.has(status);
}
