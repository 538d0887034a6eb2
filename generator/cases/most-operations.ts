/** Of how many operations cases are derived unless it is asked for: each has dozens, which take a while. */
export const MOST_OPERATIONS = 200;
