import { element } from "../../../../pages/dom.ts";
import type { BodyView } from "../../../report/body-view.ts";
import type { NoResponse, RequestView, ResponseView } from "../../../report/exchange-views.ts";
import { placeName } from "../../../report/place.ts";
import type { CaseReport, FindingReport } from "../../../report/run-report.ts";

/** Everything about a case. */
export function caseDetail(each: CaseReport): HTMLElement {
  const { findings, request, response, curl, reproduce } = each;
  const made = element("div", { class: "detail" });
  made.append(...findings.map(findingBlock), facts(each));
  if (request && response) {
    made.append(element("div", { class: "exchange" }, requestPanel(request), responsePanel(response)));
  }
  if (curl !== undefined) made.append(commandBlock(curl));
  if (reproduce !== undefined) made.append(commandBlock(reproduce));
  return made;
}

function findingBlock({ check, what, place, hint }: FindingReport): HTMLElement {
  return element(
    "div",
    { class: "found" },
    element("p", { class: "what" }, element("span", { class: "check" }, check), ` ${what}`),
    element(
      "p",
      { class: "hint" },
      hint,
      ...(place ? [" ", element("span", { class: "soft" }, placeName(place))] : []),
    ),
  );
}

function facts({ tests, place, alsoPlaces = [], expected, sends, reason }: CaseReport): HTMLElement {
  const rule = place
    ? [element("code", {}, place.text), " ", element("span", { class: "soft" }, placeName(place))]
    : [element("code", {}, tests.pointer === "" ? tests.keyword : tests.pointer)];
  const list: [term: string, ...content: (Node | string)[]][] = [["Rule", ...rule]];
  for (const also of alsoPlaces) {
    const where = element("span", { class: "soft" }, placeName(also));
    list.push(["Also", element("code", {}, also.text), " ", where]);
  }
  if (expected !== undefined) list.push(["Expects", expected]);
  if (sends !== undefined) list.push(["Sends", sends]);
  if (reason !== undefined) list.push(["Because", reason]);
  return element(
    "dl",
    {},
    ...list.flatMap(([term, ...content]) => [element("dt", {}, term), element("dd", {}, ...content)]),
  );
}

function requestPanel(request: RequestView): HTMLElement {
  const { method, url, headers } = request;
  return panel("Request", `${method} ${url}`, headers, request);
}

function responsePanel(response: ResponseView | NoResponse): HTMLElement {
  if ("failure" in response) {
    const none = element("p", {}, `No answer (${response.failure}): ${response.message}`);
    return element("section", { class: "message" }, element("h4", {}, "Response"), none);
  }
  const { status, statusText, headers } = response;
  return panel("Response", `${status} ${statusText}`, headers, response);
}

function panel(
  title: string,
  line: string,
  headers: readonly (readonly [string, string])[],
  body: BodyView,
): HTMLElement {
  const fields = headers.flatMap(([name, value]) => [element("span", { class: "field" }, `${name}: `), `${value}\n`]);
  const made = element(
    "section",
    { class: "message" },
    element("h4", {}, title),
    element("pre", { tabindex: "0", "aria-label": title }, element("b", {}, `${line}\n`), ...fields),
  );
  if (body.body !== "") {
    const note = `${body.encoding === "base64" ? "base64" : ""}${body.truncated ? " (the beginning)" : ""}`.trim();
    if (note !== "") made.append(element("p", { class: "soft" }, `Body, ${note}`));
    made.append(
      element(
        "pre",
        { class: "body", tabindex: "0", "aria-label": `Body of the ${title.toLowerCase()}` },
        readable(body),
      ),
    );
  }
  return made;
}

/** JSON with indents, if it is all there; anything else as it is. */
function readable({ body, truncated }: BodyView): string {
  if (truncated || !/^\s*[[{]/.test(body)) return body;
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

function commandBlock(command: string): HTMLElement {
  return element(
    "div",
    { class: "command" },
    element("pre", { tabindex: "0", "aria-label": "Command" }, element("code", {}, command)),
    element("button", { type: "button", class: "copy" }, "Copy"),
  );
}
