import type { ContractViolation } from "../../../../generated/direct-upload/client.ts";
import { element } from "../../../pages/dom.ts";

/** Why something did not work, for a person. */
export interface Problem {
  title: string;
  /** The rules that are broken. */
  rules: Rule[];
  /** What the answer says, one line for each error. */
  errors: string[];
}

/** A rule of the contract and the place that breaks it. */
interface Rule {
  /** `body/id/pattern` */
  name: string;
  /** The property of the form, if it is about one. */
  property?: string;
  message?: string;
}

/** Rules whose own message is the pattern or the constant; what the document says in prose is better then. */
const OPAQUE = new Set(["pattern", "not", "const", "enum"]);

/** A request that the generated client did not send. */
export function refusedByClient(violations: readonly ContractViolation[]): Problem {
  return {
    title: "Not sent: it would break the contract",
    rules: violations.map(({ where, pointer, keyword, message }) => ({
      ...ruleOf(`${where}${pointer}/${keyword}`),
      ...(OPAQUE.has(keyword) ? {} : { message: message.replace(/\bNOT\b/, "not") }),
    })),
    errors: [],
  };
}

/** A request that was refused, with the rules as the mock's `x-contract-violation` names them. */
export function refused(status: number, text: string, violations: string): Problem {
  return {
    title: `Refused with ${status}`,
    rules: violations.split(/, ?/).flatMap((name) => (name === "" || name === "..." ? [] : ruleOf(name))),
    errors: errorsOf(text),
  };
}

/** Something that is neither. */
export function failed(title: string, cause: unknown): Problem {
  return { title, rules: [], errors: [cause instanceof Error ? cause.message : String(cause)] };
}

/** A problem as text, for where there is only room for that. */
export function problemText({ title, rules, errors }: Problem): string {
  return [title, ...errors, ...rules.map(({ name }) => name)].join("\n");
}

/** Shows a problem, or takes it away; marks the fields that it is about and goes to the first of them. */
export function showProblem(place: HTMLElement, problem: Problem | undefined): void {
  const form = place.closest("form");
  for (const field of form?.querySelectorAll("[aria-invalid]") ?? []) field.removeAttribute("aria-invalid");
  place.hidden = problem === undefined;
  place.replaceChildren();
  if (!problem) return;
  const explanations = problem.rules.map(explain);
  place.append(element("p", { class: "problem-title" }, problem.title));
  for (const error of problem.errors) place.append(element("p", {}, error));
  if (explanations.length > 0) place.append(element("ul", {}, ...explanations));
  if (form) markFields(problem.rules);
}

function explain({ name, property, message }: Rule): HTMLElement {
  const label = property === undefined ? undefined : labelOf(property);
  const hint = property === undefined ? undefined : document.getElementById(`hint-${property}`)?.textContent;
  const words = message ?? hint ?? "";
  const line = element("li");
  if (label !== undefined) line.append(element("strong", {}, label), message === undefined ? ": " : " ");
  if (words !== "") line.append(`${words}${words.endsWith(".") ? "" : "."} `);
  line.append(element("code", { title: "The rule, as the contract names it" }, name));
  return line;
}

function labelOf(property: string): string | undefined {
  const label = document.querySelector(
    `label[for="field-${CSS.escape(property)}"], #field-${CSS.escape(property)} > legend`,
  );
  // The page asks for minutes where the contract has an instant.
  return property === "expiry" ? "Expiry" : (label?.textContent ?? undefined);
}

function markFields(rules: readonly Rule[]): void {
  const fields = rules.flatMap(({ property }) => document.getElementById(`field-${property}`) ?? []);
  for (const field of fields) field.setAttribute("aria-invalid", "true");
  const [first] = fields;
  const target = first?.matches("fieldset") ? first.querySelector<HTMLElement>("input") : first;
  target?.closest("details")?.setAttribute("open", "");
  target?.focus();
}

function ruleOf(name: string): Rule {
  const property = name.startsWith("credentials/") ? "token" : /^(?:body|path)\/([^/]+)\//.exec(name)?.[1];
  return { name, ...(property !== undefined && { property }) };
}

/** The errors of Cloudflare's envelope, or the answer as it is. */
function errorsOf(text: string): string[] {
  try {
    const { errors } = JSON.parse(text) as { errors?: { code?: number; message?: string }[] };
    if (Array.isArray(errors)) return errors.map(({ code, message }) => `${message ?? "no message"} (code ${code})`);
  } catch {
    // An upload host may answer in plain text.
  }
  return text.trim() === "" ? [] : [text.slice(0, 500)];
}
