import type { NoResponse, ResponseView } from "../report/exchange-views.ts";
import { type Place, placeName } from "../report/place.ts";
import type { CaseReport, FindingReport } from "../report/run-report.ts";
import { headerValue } from "../wire-message.ts";
import { shortened, visible } from "./plain-text.ts";

/** A labelled line of a finding; the text may have several lines. */
export type FindingLine = [label: string, text: string];

const LONGEST_RESPONSE = 400;

/** All that a person needs to understand and reproduce a finding, in the order of reading. */
export function findingLines(
  { place: tested, alsoPlaces = [], sends, response, curl, reproduce }: CaseReport,
  { where, what, hint, place }: FindingReport,
): FindingLine[] {
  const isOfRule = place !== undefined && tested !== undefined && placeName(place) === placeName(tested);
  const also = isOfRule ? alsoPlaces : [];
  const lines: (FindingLine | undefined)[] = [
    ["where", place ? placeName(place) : visible(where)],
    place && ["rule", [visible(place.text), ...also.map((each) => `and ${placeAndText(each)}`)].join("\n")],
    ["what", visible(what)],
    sends === undefined ? undefined : ["sends", visible(sends)],
    response && ["got", describeResponse(response)],
    curl === undefined ? undefined : ["curl", curl],
    reproduce === undefined ? undefined : ["again", reproduce],
    ["hint", hint],
  ];
  return lines.filter((line) => line !== undefined);
}

/** A place and what stands there: `spec/api.yaml:12:7  maxLength: 5`. */
export function placeAndText(place: Place): string {
  return `${placeName(place)}  ${visible(place.text)}`;
}

/** A response on one line: status, media type, the beginning of its body. */
export function describeResponse(response: ResponseView | NoResponse): string {
  if ("failure" in response) return visible(`no answer (${response.failure}): ${response.message}`);
  const { status, statusText, headers, body, encoding } = response;
  const head = [status, statusText, headerValue(headers, "content-type") ?? ""]
    .filter((piece) => piece !== "")
    .join(" ");
  const text = encoding === "base64" ? `${body.length} characters of base64` : shortened(body, LONGEST_RESPONSE);
  return visible(`${head} ${text}`.trim());
}
