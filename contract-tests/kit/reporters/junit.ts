import type { CaseReport, FindingReport, RunReport, StaleReport } from "../report/run-report.ts";
import { findingLines } from "./finding-lines.ts";

/**
 * A report as JUnit XML, in the shape that Maven Surefire writes and Jenkins, GitLab and others read: a
 * suite per operation, a test case per case. A known failure counts as skipped, with its reason.
 */
export function renderJunit(report: RunReport): string {
  const { contract, target, summary, operations, cases, stale } = report;
  const byOperation = Map.groupBy(cases, ({ operation }) => operation);
  const suites = operations.flatMap(({ id }) => {
    const own = byOperation.get(id);
    return own ? [suite(id, own.map(testCase), own)] : [];
  });
  if (stale.length > 0) suites.push(suite("known-failing", stale.map(staleEntry), stale));
  const errors = [
    ...(summary.cutShort === undefined ? [] : [error("the whole run", "cut-short", `cut short: ${summary.cutShort}`)]),
    ...(summary.untested ?? []).map(({ operation, what, hint }) => error(operation, "untested", `${what}; ${hint}`)),
  ];
  if (errors.length > 0) suites.push(unfinished(errors));
  const attributes = {
    ...{
      name: `${contract.title} ${contract.version} → ${target}`,
      tests: summary.cases + stale.length + errors.length,
    },
    ...{ failures: summary.failed, errors: errors.length, time: seconds(summary.durationMs) },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", attributes, suites)}\n`;
}

function suite(name: string, children: string[], members: readonly (CaseReport | StaleReport)[]): string {
  const count = (...statuses: CaseReport["status"][]) =>
    members.filter((member) => statuses.includes("status" in member ? member.status : "failed")).length;
  const time = members.reduce((sum, member) => sum + ("durationMs" in member ? member.durationMs : 0), 0);
  const attributes = {
    ...{ name, tests: members.length, failures: count("failed"), errors: 0 },
    ...{ skipped: count("skipped", "known-failing"), time: seconds(time) },
  };
  return element("testsuite", attributes, children);
}

/** A run in which not all was tried proves nothing, which a reader of figures alone has to see. */
function unfinished(errors: string[]): string {
  const { length } = errors;
  const attributes = { name: "run", tests: length, failures: 0, errors: length, skipped: 0, time: seconds(0) };
  return element("testsuite", attributes, errors);
}

function error(name: string, type: string, message: string): string {
  return element("testcase", { name, classname: "run", time: seconds(0) }, [element("error", { message, type }, [])]);
}

function testCase(each: CaseReport): string {
  const { case: name, operation, status, reason = "", durationMs } = each;
  return element("testcase", { name, classname: operation, time: seconds(durationMs) }, verdict());

  function verdict(): string[] {
    if (status === "failed") return each.findings.map((finding) => failure(each, finding));
    if (status === "skipped") return [element("skipped", { message: reason }, [])];
    if (status === "known-failing") return [element("skipped", { message: `known to fail: ${reason}` }, [])];
    return [];
  }
}

function failure(each: CaseReport, finding: FindingReport): string {
  const text = findingLines(each, finding)
    .map(([label, line]) => `${label.padEnd(6)} ${line.replaceAll("\n", "\n       ")}`)
    .join("\n");
  return element("failure", { message: finding.what, type: finding.check }, [escaped(text)]);
}

function staleEntry({ case: pattern, finding: { check, where, what, hint } }: StaleReport): string {
  const failed = element("failure", { message: what, type: check }, [escaped(`${where}: ${what}\nhint   ${hint}`)]);
  return element("testcase", { name: pattern, classname: "known-failing", time: seconds(0) }, [failed]);
}

function element(name: string, attributes: Record<string, string | number>, children: string[]): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value), true)}"`);
  const head = `<${name}${written.join("")}`;
  if (children.length === 0) return `${head}/>`;
  const isText = children.length === 1 && !children[0]?.startsWith("<");
  return isText ? `${head}>${children[0]}</${name}>` : `${head}>\n${children.join("\n")}\n</${name}>`;
}

/** A text in XML 1.0, which cannot hold every character, not even escaped (section 2.2). */
function escaped(text: string, isAttribute = false): string {
  const possible = text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, unwritable);
  const shown = possible
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
  return isAttribute ? shown.replaceAll('"', "&quot;").replaceAll("\n", "&#10;").replaceAll("\t", "&#9;") : shown;
}

function unwritable(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(3);
}
