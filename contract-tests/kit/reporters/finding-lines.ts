import type { NoResponse, ResponseView } from "../report/exchange-views.ts";
import { placeName } from "../report/place.ts";
import type { CaseReport, FindingReport } from "../report/run-report.ts";
import { headerValue } from "../wire-message.ts";
import { shortened, visible } from "./plain-text.ts";

/** A labelled line of a finding; the text may have several lines. */
export type FindingLine = [label: string, text: string];

const LONGEST_RESPONSE = 400;

/** All that a person needs to understand and reproduce a finding, in the order of reading. */
export function findingLines(
  { sends, response, curl, reproduce }: CaseReport,
  { where, what, hint, place }: FindingReport,
): FindingLine[] {
  const lines: (FindingLine | undefined)[] = [
    ["where", place ? placeName(place) : visible(where)],
    place && ["rule", visible(place.text)],
    ["what", visible(what)],
    sends === undefined ? undefined : ["sends", visible(sends)],
    response && ["got", describeResponse(response)],
    curl === undefined ? undefined : ["curl", curl],
    reproduce === undefined ? undefined : ["again", reproduce],
    ["hint", hint],
  ];
  return lines.filter((line) => line !== undefined);
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
