import { toCurl } from "../curl.ts";
import { describeChange } from "../describe-change.ts";
import type { CaseExchange, CaseResult, Finding } from "../result.ts";
import { maskSecrets } from "../secrets.ts";
import { isTransportFailure } from "../transport.ts";
import { headerValue, textOf } from "../wire-message.ts";
import { shortened, visible } from "./plain-text.ts";

/** A labelled line of a finding; the text may have several lines. */
export type FindingLine = [label: string, text: string];

const LONGEST_RESPONSE = 400;

/** All that a person needs to understand and reproduce a finding, in the order of reading. */
export function findingLines({ testCase, exchange }: CaseResult, finding: Finding): FindingLine[] {
  const lines: FindingLine[] = [
    ["where", finding.where],
    ["what", visible(finding.what)],
  ];
  if (testCase && exchange) lines.push(["sends", visible(describeChange(testCase.request, exchange.template))]);
  if (exchange) lines.push(["got", describeAnswer(exchange)], ["curl", toCurl(exchange)]);
  lines.push(["hint", finding.hint]);
  return lines;
}

function describeAnswer({ answer, secrets }: CaseExchange): string {
  if (isTransportFailure(answer)) return visible(`no answer (${answer.failure}): ${answer.message}`);
  const { status, statusText, headers, body } = answer;
  const head = [status, statusText, headerValue(headers, "content-type") ?? ""]
    .filter((piece) => piece !== "")
    .join(" ");
  const text = textOf(body);
  const shown = text === undefined ? `${body.length} bytes` : shortened(maskSecrets(text, secrets), LONGEST_RESPONSE);
  return visible(`${head} ${shown}`.trim());
}
