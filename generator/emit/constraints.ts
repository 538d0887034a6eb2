import type { Case } from "../../spec/interchange/case.ts";
import type { Contract, Operation, SecurityScheme } from "../../spec/interchange/contract.ts";
import { below } from "../../spec/interchange/pointer.ts";
import type { DerivedCases } from "../cases/derive.ts";
import { itemSite, memberSites, rootSite, type Site } from "../cases/site.ts";
import { describeKeyword } from "../describe.ts";
import { documentPointer, type SchemaPart } from "../schema-part.ts";
import type { Provenance } from "./header.ts";
import { cell, headerMarkdown, inline } from "./markdown.ts";

/** One line of the table. */
interface Row {
  field: string;
  constraint: string;
  pointer: string;
}

/**
 * `constraints.md`: what the contract demands, where it says so, and which cases prove it.
 *
 * @param derived - `undefined` when cases were left out
 */
export function emitConstraints(
  contract: Contract<SchemaPart>,
  derived: DerivedCases[] | undefined,
  provenance: Provenance,
): string {
  const lines = [
    headerMarkdown(provenance),
    "",
    `# ${inline(contract.title)} ${inline(contract.version)}: constraints`,
    "",
    ...(derived ? [WITH_CASES] : [WITHOUT_CASES, "", LEFT_OUT]),
  ];
  for (const operation of contract.operations) {
    lines.push("", `## ${operation.id}`, "", `\`${operation.method} ${operation.path}\``, "");
    const rows = [...requestRows(contract, operation)];
    const cases = derived?.find((file) => file.operation === operation.id);
    lines.push(...table(rows, derived && (cases?.cases ?? [])));
    if (!derived) continue;
    lines.push("", `Cases: [cases/${operation.id}.json](cases/${operation.id}.json).`);
    if (cases && cases.skipped.length > 0) {
      lines.push(
        "",
        `Not derived: ${cases.skipped.length}. See \`skipped\` in \`cases/${operation.id}.json\` for the reasons.`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

const WITH_CASES = "What a request must keep, where `openapi.json` says so, and how many cases prove it.";
const WITHOUT_CASES = "What a request must keep, and where `openapi.json` says so.";
const LEFT_OUT =
  "Cases were left out. Generate with `--cases` to have them here; `contract-kit test` derives them when it needs them.";

function table(rows: Row[], cases: Case[] | undefined): string[] {
  const line = (...cells: string[]) => `| ${cells.join(" | ")} |`;
  const plain = ({ field, constraint, pointer }: Row) => [cell(field), cell(constraint), `\`${cell(pointer)}\``];
  if (!cases) {
    return ["| field | constraint | source |", "|---|---|---|", ...rows.map((row) => line(...plain(row)))];
  }
  const known = new Set(rows.map(({ pointer }) => pointer));
  return [
    "| field | constraint | source | cases |",
    "|---|---|---|---|",
    ...rows.map((row) => {
      const { pointer } = row;
      // A case of a rule within a rule (a dependent schema) belongs to the nearest row above it.
      const proving = cases.filter(
        ({ tests }) => tests.pointer === pointer || nearest(tests.pointer, known) === pointer,
      );
      const good = proving.filter(({ expect }) => expect.outcome === "accepted").length;
      const names = [...new Set(proving.map(groupOf))].map((name) => `\`${name}\``).join(", ");
      const count =
        proving.length === 0 ? "none" : `${good} accepted, ${proving.length - good} refused: ${cell(names)}`;
      return line(...plain(row), count);
    }),
  ];
}

/** The pattern that selects a case with its like: `body/id/maxLength/*`. */
function groupOf({ name, tests }: Case): string {
  const path = name.slice(name.indexOf("/") + 1);
  const keyword = path.indexOf(`/${tests.keyword}/`);
  if (keyword !== -1) return `${path.slice(0, keyword)}/${tests.keyword}/*`;
  return path.startsWith(`${tests.keyword}/`) ? `${tests.keyword}/*` : path.replace(/\/.*/s, "/*");
}

function nearest(pointer: string, known: Set<string>): string | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf("/", end - 1)) {
    if (known.has(pointer.slice(0, end))) return pointer.slice(0, end);
  }
  return undefined;
}

function* requestRows(contract: Contract<SchemaPart>, operation: Operation<SchemaPart>): Generator<Row> {
  if (operation.security.length > 0) {
    const alternatives = operation.security.map((schemes) =>
      schemes.length === 0
        ? "nobody's"
        : schemes.map((scheme) => credential(scheme, contract.securitySchemes[scheme])).join(" with "),
    );
    yield {
      field: "credentials",
      constraint: alternatives.join(", or "),
      pointer: operation.securityPointer,
    };
  }
  for (const [place, part] of Object.entries(operation.parameterSchemas)) {
    for (const row of siteRows(place, rootSite(part), part, true)) if (row.field !== place) yield row;
  }
  const { body } = operation;
  if (!body) return;
  const types = body.content.map(({ mediaType }) => `\`${mediaType}\``).join(" or ");
  yield {
    field: "body",
    constraint: body.required ? "is there" : "may be left out",
    pointer: body.pointer,
  };
  yield {
    field: "body",
    constraint: `is ${types}`,
    pointer: `${body.pointer}/content`,
  };
  for (const { kind, mediaType, pointer, schema } of body.content) {
    if (kind === "multipart")
      yield {
        field: "body",
        constraint: `is sound \`${mediaType}\`, no part twice`,
        pointer,
      };
    if (schema) yield* siteRows("body", rootSite(schema), schema, kind === "multipart");
  }
}

function credential(name: string, scheme: SecurityScheme | undefined): string {
  if (scheme?.kind === "http") return `\`${scheme.scheme}\` credentials (${name})`;
  return scheme?.kind === "apiKey" ? `\`${scheme.name}\` (${name})` : name;
}

/** @param isForm - whether the members travel as texts of their own */
function* siteRows(field: string, site: Site, part: SchemaPart, isForm: boolean): Generator<Row> {
  const depth = site.at.length;
  // A form is an object, and a text a string, whatever is sent.
  const isPlain = isForm && (depth === 0 || (depth === 1 && site.types.has("string")));
  for (const { schema, place } of site.nodes) {
    for (const keyword of Object.keys(schema)) {
      const constraint = keyword === "type" && isPlain ? undefined : describeKeyword(keyword, schema);
      if (constraint === undefined) continue;
      yield { field, constraint, pointer: documentPointer(part, below(place, keyword)) };
    }
  }
  if (depth > 5) return;
  for (const { name, site: member } of memberSites(site)) yield* siteRows(`${field}.${name}`, member, part, isForm);
  const item = itemSite(site, 0);
  if (item) yield* siteRows(`${field}[]`, item, part, isForm);
}
