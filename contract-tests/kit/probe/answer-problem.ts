import type { Operation } from "../../../spec/interchange/contract.ts";
import { describedBody, mediaTypeOf, namesStatus } from "../checks/documented.ts";
import { credentialHint } from "../credential-hint.ts";
import type { CaseContext } from "../run-case.ts";
import { baseUrl } from "../target.ts";
import { headerValue, textOf, type WireRequest, type WireResponse } from "../wire-message.ts";
import { isDocumentedAnswer } from "./documented-answer.ts";
import { madeUpParameters } from "./made-up.ts";
import { speaksOfState } from "./of-state.ts";
import type { Problem } from "./problem.ts";

/** What an answer to a base request is judged with. */
export interface ProbeContext extends Pick<CaseContext, "artefacts" | "now" | "target"> {
  /** Names of parameters with a value from outside. */
  given: ReadonlySet<string>;
  /** A URL as it may be shown. */
  show(url: string): string;
}

/**
 * Why an answer to the base request of an operation is none that cases could be judged by: it comes
 * from something in front of the API, or from a place where the API is not. A status that the document
 * names is the API's own.
 */
export function answerProblem(
  operation: Operation,
  request: WireRequest,
  answer: WireResponse,
  context: ProbeContext,
): Problem | undefined {
  const { status } = answer;
  const line = `${request.method} ${context.show(request.url)}`;
  if (status >= 300 && status < 400 && !namesStatus(operation, status))
    return redirect(operation, request, line, answer, context);
  if (isGateway(status)) {
    return {
      code: "gateway-error",
      what: (share) => `answers ${status} to ${share}, as a proxy does that has nothing behind it, e.g. to ${line}`,
      hint:
        status === 407
          ? "Give the target itself, without the proxy, or the proxy its Proxy-Authorization by -H."
          : `Start the API behind it, and look at the log of the proxy.${excerpt(answer)}`,
    };
  }
  if (status === 429) return tooMany(line, answer);
  if (status === 404 || status === 405) return notFound(operation, line, answer, context);
  if (status === 401 || status === 403) return refusedCredentials(operation, line, status, context);
  if (speaksOfState(status) && isDocumentedAnswer(operation, answer, context)) return refusedByState(line, status);
  if (status < 500 && isPage(answer) && !describedBody(operation, answer)) {
    return {
      code: "not-the-api",
      what: (share) =>
        `answers ${share} with a web page (${status} ${headerValue(answer.headers, "content-type")}), e.g. ${line}`,
      hint: `It is no API that answers there: correct host, port and base path.${servers(operation)}${excerpt(answer)}`,
    };
  }
  return undefined;
}

function redirect(
  operation: Operation,
  request: WireRequest,
  line: string,
  answer: WireResponse,
  context: ProbeContext,
): Problem {
  const location = headerValue(answer.headers, "location");
  const to = location === undefined ? undefined : URL.parse(location, request.url)?.href;
  const base = baseUrl(context.target, operation);
  const rest = request.url.slice(base.length);
  const better = to?.endsWith(rest) ? to.slice(0, to.length - rest.length) : undefined;
  return {
    code: "redirected",
    what: (share) => `redirects ${share}, e.g. ${line} to ${to === undefined ? "nowhere" : context.show(to)}`,
    hint:
      better === undefined
        ? "No redirect is followed: give the URL at which the API itself answers, and the credentials that it wants."
        : `No redirect is followed: --target ${better}`,
  };
}

function notFound(
  operation: Operation,
  line: string,
  answer: WireResponse,
  context: ProbeContext,
): Problem | undefined {
  const { status } = answer;
  if (!isDocumentedAnswer(operation, answer, context)) {
    // A method that nobody knows there is as good a sign of another place as a path that nobody knows.
    return {
      code: "wrong-base-path",
      what: (share) => `answers ${status} to ${share}, e.g. ${line}`,
      hint: `Mend the base path of the target's URL.${servers(operation)}`,
    };
  }
  const names = madeUpParameters(operation, context.artefacts.document, context.given);
  if (status !== 404) return undefined;
  const inPath = operation.parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
  if (inPath.length === 0) return { ...refusedByState(line, status), code: "wrong-base-path" };
  const name = names.length > 0 ? "the name that was made up" : "the name that was given";
  return {
    code: "missing-parameters",
    what: (share) => `answers 404 to ${share}, e.g. ${line}: nothing there has ${name}`,
    parameters: names.length > 0 ? names : inPath,
    hint: `Or mend the base path.${servers(operation)}`,
  };
}

function refusedByState(line: string, status: number): Problem {
  return {
    code: "refused-requests",
    what: (share) =>
      `answers ${status} to ${share}, e.g. ${line}: the document allows that, but no case can be judged so`,
    hint: "Bring the target into a state that takes these requests, give other values by --param, or mend the base path.",
  };
}

function tooMany(line: string, { headers }: WireResponse): Problem {
  const after = headerValue(headers, "retry-after");
  const wish = after === undefined ? "" : ` It asks to be tried again after: ${after}.`;
  return {
    code: "rate-limited",
    what: (share) => `answers 429 to ${share}, e.g. ${line}`,
    hint: `Wait, or raise the limit for this run.${wish} A 429 that the document names is waited for.`,
  };
}

function refusedCredentials(operation: Operation, line: string, status: number, context: ProbeContext): Problem {
  const options = credentialHint(operation.security, context.artefacts.contract.securitySchemes);
  return {
    code: "refused-credentials",
    what: (share) => `answers ${status} to ${share}, e.g. ${line}`,
    hint:
      options === undefined
        ? "The document asks for no credentials, but the target does: add `security` to the document, or give them by -H."
        : `Give credentials that the target accepts, as nearly every case presents them: ${options}.`,
  };
}

function isGateway(status: number): boolean {
  return status === 407 || status === 502 || status === 503 || status === 504;
}

function isPage({ headers }: WireResponse): boolean {
  return ["text/html", "application/xhtml+xml"].includes(mediaTypeOf(headerValue(headers, "content-type") ?? ""));
}

function servers({ servers }: Operation): string {
  return servers.length === 0 ? "" : ` The document's server is ${servers.join(" or ")}.`;
}

/** The title of a page, or the beginning of a short text: what a person would look for. */
function excerpt({ body }: WireResponse): string {
  const text = textOf(body) ?? "";
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(text)?.[1] ?? (text.includes("<") ? "" : text);
  const shown = title
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, 80);
  return shown === "" ? "" : ` It says: "${shown}".`;
}
