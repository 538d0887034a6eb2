import type { Contract } from "../../../spec/interchange/contract.ts";
import { isJsonObject, type JsonObject } from "../../../spec/interchange/json.ts";
import { validatorName } from "../../../spec/interchange/names.ts";
import type { SchemaPart } from "../../schema-part.ts";
import { schemaParts } from "../../schema-parts.ts";
import type { ClientOperation } from "../client/client-schema.ts";
import { alternativesOf, type Credential, credentialsOf } from "../client/credentials.ts";
import { clientNames, isWholeUrl, mainServer } from "../client/factories.ts";
import { memberName } from "../client/text.ts";
import type { Provenance } from "../header.ts";
import { cell, headerMarkdown, inline } from "../markdown.ts";
import { callExample } from "./call-example.ts";

/** What the README of a package is told beside the contract. */
export interface ReadmeOptions {
  /** The package's name. */
  name: string;
  /** The contract's name, after which the factory is named. */
  contractName: string;
  license: string | undefined;
  document: JsonObject;
  provenance: Provenance;
}

/** `README.md` of a generated package: how to install it, to call the API and to check values. */
export function emitPackageReadme(contract: Contract<SchemaPart>, options: ReadmeOptions): string {
  const { name, license, document, provenance } = options;
  const sections = [
    `${headerMarkdown(provenance)}\n\n# ${name}`,
    `The typed client of **${inline(contract.title)}**, version ${inline(contract.version)}, for Node, browsers and Workers. ` +
      "Requests are checked before they leave, and the outcome of a call is typed by its status. " +
      "It needs nothing but `openapi-fetch`.",
    ...introduction(document),
    `\`\`\`sh\nnpm install ${name}\n\`\`\``,
    ...callSection(contract, options),
    ...checkSection(contract, name),
    ...operationsSection(contract),
    `\`${name}/openapi.json\` is the document${schemasNote(contract, name)}.`,
    ...(license === undefined ? [] : [`License: ${license}`]),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** The first paragraph of what the document says of itself. */
function introduction(document: JsonObject): string[] {
  const { info } = document;
  const description = isJsonObject(info) ? info["description"] : undefined;
  const [first = ""] = typeof description === "string" ? description.trim().split(/\n\s*\n/) : [];
  return first === "" ? [] : [`> ${inline(first)}`];
}

function callSection(contract: Contract<SchemaPart>, { name, contractName, document }: ReadmeOptions): string[] {
  const { create, createUnchecked } = clientNames(contractName);
  const credentials = credentialsOf(contract);
  const example = callExample(contract, document);
  const server = mainServer(contract);
  const given = [
    ...(credentials.size === 0 ? [] : [credentialsSource(example?.operation ?? contract.operations[0], credentials)]),
    ...(isWholeUrl(server) ? [] : ['{ baseUrl: "https://api.example.com" }']),
  ];
  const call = example && [
    `const outcome = await client${accessOf(example.operation.id)}(${example.argument});`,
    "if (outcome.ok) console.log(outcome.data);",
    "else console.error(outcome.status, outcome.error);",
  ];
  const lines = [
    `import { ${create} } from "${name}";`,
    "",
    `const client = ${create}(${given.join(", ")});`,
    ...(call ?? []),
  ];
  return [
    `## Call it\n\n\`\`\`ts\n${lines.join("\n")}\n\`\`\``,
    "A request that breaks a rule of the document never leaves: `RequestValidationError` names the rule. `NetworkError` says " +
      `that no answer came. \`${createUnchecked}\` makes the same client without the checks, and without their weight in a bundle.`,
  ];
}

/** Credentials that an operation takes, as source. */
function credentialsSource(operation: ClientOperation | undefined, credentials: Map<string, Credential>): string {
  const [needed = []] = alternativesOf(operation?.security ?? [], credentials);
  if (needed.length === 0) return "null";
  const types = new Map([...credentials.values()].map(({ name, type }) => [name, type]));
  const secret = (name: string) =>
    types.get(name) === "string" ? '"my-secret"' : '{ username: "me", password: "my-secret" }';
  return `{ ${needed.map((name) => `${memberName(name)}: ${secret(name)}`).join(", ")} }`;
}

function accessOf(id: string): string {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(id) ? `.${id}` : `[${JSON.stringify(id)}]`;
}

function checkSection(contract: Contract<SchemaPart>, name: string): string[] {
  const parts = contract.operations.flatMap(({ body, parameterSchemas }) => [
    ...(body?.content.flatMap(({ schema }) => schema ?? []) ?? []),
    ...Object.values(parameterSchemas),
  ]);
  const part = parts.find(({ name: each }) => each.endsWith(".body")) ?? parts[0];
  if (!part) return [];
  const validator = validatorName(part.name);
  const lines = [
    `import { ${validator} } from "${name}/validators";`,
    "",
    `const checked = ${validator}({});`,
    "if (!checked.valid) console.error(checked.violations);",
  ];
  return [
    "## Check a value",
    "Every body, answer and set of parameters has a validator: no imports, no `eval`, and `now` can be passed in.",
    `\`\`\`ts\n${lines.join("\n")}\n\`\`\``,
  ];
}

function schemasNote(contract: Contract<SchemaPart>, name: string): string {
  const [first] = schemaParts(contract);
  return first
    ? `, and there is a JSON Schema for every part of it, such as \`${name}/schemas/${first.name}.json\``
    : "";
}

function operationsSection({ operations }: Contract<SchemaPart>): string[] {
  const row = ({ id, method, path, summary = "" }: ClientOperation) =>
    `| \`${cell(id)}\` | \`${cell(`${method} ${path}`)}\` | ${cell(summary)} |`;
  if (operations.length === 0) return [];
  return [`## Operations\n\n| call | request | |\n|---|---|---|\n${operations.map(row).join("\n")}`];
}
