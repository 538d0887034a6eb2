/**
 * Moments at which calendars and clocks turn, in epoch milliseconds: what a server does wrong there, no case can see
 * on other days. The end of every month, the ends of February in years that are leap years and in some that are not,
 * the first and the last second of an hour.
 */
export const MOMENTS: readonly number[] = [
  ...["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31", "2027-06-30"],
  ...["2027-07-31", "2027-08-31", "2027-09-30", "2027-10-31", "2027-11-30", "2027-12-31"],
  ...["2028-02-28", "2028-02-29", "2028-07-31", "2031-02-28", "2100-02-28", "2400-02-28"],
]
  .map((day) => `${day}T23:30:30Z`)
  .concat("2027-06-15T09:00:01Z", "2027-06-15T10:59:58Z")
  .map((text) => Date.parse(text));
