import { pascalCase } from "../../../spec/interchange/names.ts";
import { type ClientContract, operationNames } from "./client-schema.ts";
import { alternativesOf, type Credential } from "./credentials.ts";
import { needsArguments } from "./operation-types.ts";
import { docComment, memberName, objectLiteral } from "./text.ts";

/** The names in `client.ts` that belong to the whole contract. */
export interface ClientNames {
  client: string;
  credentials: string;
  settings: string;
  api: string;
  create: string;
  createUnchecked: string;
}

/** The names for a contract: `direct-upload` → `createDirectUploadClient`, … */
export function clientNames(name: string): ClientNames {
  const pascal = pascalCase(name);
  const title = /^\p{ID_Start}/u.test(pascal) ? pascal : `_${pascal}`;
  return {
    client: `${title}Client`,
    credentials: `${title}Credentials`,
    settings: `${title}ClientSettings`,
    api: `${title.slice(0, 1).toLowerCase()}${title.slice(1)}Api`,
    create: `create${pascal}Client`,
    createUnchecked: `createUnchecked${pascal}Client`,
  };
}

/** The client as a whole: its interface, its credentials and settings, and the functions that make one. */
export function clientSections(contract: ClientContract, name: string, credentials: Map<string, Credential>): string[] {
  const names = clientNames(name);
  return [
    clientInterface(contract, names),
    ...(credentials.size > 0 ? [credentialsType(contract, credentials, names)] : []),
    settingsType(contract, names),
    apiConstant(contract, credentials, names),
    factory(contract, credentials, names, true),
    factory(contract, credentials, names, false),
  ];
}

function clientInterface(contract: ClientContract, names: ClientNames): string {
  const methods = contract.operations.map((operation) => {
    const { id, summary, description, method, path, deprecated } = operation;
    const { input, result } = operationNames(id);
    const optional = needsArguments(operation) ? "" : "?";
    return (
      docComment([summary, description, `\`${method} ${path}\``, deprecated ? "@deprecated" : undefined], "  ") +
      `  ${memberName(id)}(input${optional}: ${input}, options?: PerCall): Promise<${result}>;\n`
    );
  });
  return `${docComment([
    `${contract.title}, version ${contract.version}.`,
    "Every operation takes its parameters by place (`path`, `query`, `header`, `cookie`), its `body`, or a whole " +
      "`url` that the server has given; it gives one outcome for each status.",
    "@throws {@link RequestValidationError} when a request breaks the contract, before it is sent",
    "@throws {@link NetworkError} when no answer comes; the signal's reason when the call is aborted",
  ])}export interface ${names.client} {\n${methods.join("\n")}}\n`;
}

function credentialsType(contract: ClientContract, credentials: Map<string, Credential>, names: ClientNames): string {
  const types = new Map([...credentials.values()].map(({ name, type }) => [name, type]));
  const alternatives = contract.operations
    .flatMap(({ security }) => alternativesOf(security, credentials))
    .filter((alternative) => alternative.length > 0)
    .map((alternative) => {
      const secret = (each: string) => (types.get(each) === "string" ? "Secret" : `Secret<${types.get(each)}>`);
      return `  | { ${alternative.map((each) => `${memberName(each)}: ${secret(each)}`).join("; ")} }`;
    });
  return (
    docComment(["What the operations accept as credentials. They go only to operations that ask for them."]) +
    `export type ${names.credentials} =\n${[...new Set(alternatives)].join("\n")};\n`
  );
}

/** The server of most operations; of the first ones if it is a draw. */
export function mainServer(contract: ClientContract): string {
  const counts = new Map<string, number>();
  for (const { servers } of contract.operations) {
    const server = servers[0] ?? "/";
    counts.set(server, (counts.get(server) ?? 0) + 1);
  }
  return [...counts].reduce((most, entry) => (entry[1] > most[1] ? entry : most), ["/", 0])[0];
}

/** Whether a server can be reached without a `baseUrl` of the caller. */
export function isWholeUrl(server: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(server);
}

function settingsType(contract: ClientContract, names: ClientNames): string {
  const main = mainServer(contract);
  const others = new Set(
    contract.operations.map(({ servers }) => servers[0] ?? "/").filter((server) => server !== main),
  );
  const union = [...others].map((server) => JSON.stringify(server)).join(" | ") || "never";
  const required = isWholeUrl(main) ? "" : " & { baseUrl: string }";
  return (
    docComment([`Where and how to send; \`baseUrl\` takes the place of ${main}.`]) +
    `export type ${names.settings} = ConnectionSettings<${union}>${required};\n`
  );
}

function apiConstant(contract: ClientContract, credentials: Map<string, Credential>, names: ClientNames): string {
  const present = [...credentials.values()].map((credential): [string, string] => [
    credential.name,
    credential.present,
  ]);
  const literal = objectLiteral([
    ["server", JSON.stringify(mainServer(contract))],
    ["present", objectLiteral(present)],
  ]);
  return `${docComment([
    `What the operations have in common, to bind a single one: \`bind(connect(${names.api}, …), …Operation)\`.`,
  ])}export const ${names.api}: Api = ${literal};\n`;
}

function factory(
  contract: ClientContract,
  credentials: Map<string, Credential>,
  names: ClientNames,
  isChecked: boolean,
): string {
  const isOpen = contract.operations.some(({ security }) =>
    alternativesOf(security, credentials).every((alternative) => alternative.length === 0),
  );
  const hasCredentials = credentials.size > 0;
  const settings = `${names.settings}${isChecked ? " & CheckSettings" : ""}`;
  const isOptional = isWholeUrl(mainServer(contract));
  const calls = contract.operations.map(({ id }): [string, string] => {
    const { endpoint, requestChecks, answerChecks } = operationNames(id);
    const guards = [`checkRequests(${requestChecks}, settings)`, `checkAnswers(${answerChecks}, settings)`];
    return [
      id,
      isChecked
        ? `bind(\n  connection,\n  ${[endpoint, ...guards].join(",\n  ")},\n)`
        : `bind(connection, ${endpoint})`,
    ];
  });
  return (
    docComment([
      isChecked
        ? "A client whose requests are checked before they leave, and whose answers are when somebody wants to know."
        : "The same client without any checks; a bundler leaves the validators out.",
      hasCredentials && isOpen ? "@param credentials - `null` for the operations that need none" : undefined,
    ]) +
    `export function ${isChecked ? names.create : names.createUnchecked}(\n` +
    (hasCredentials ? `  credentials: ${names.credentials}${isOpen ? " | null" : ""},\n` : "") +
    `  settings: ${settings}${isOptional ? " = {}" : ""},\n` +
    `): ${names.client} {\n` +
    `  ${calls.length > 0 ? "const connection = " : ""}connect(${names.api}, ${hasCredentials ? "credentials" : "null"}, settings);\n` +
    `  return ${objectLiteral(calls, "  ")};\n}\n`
  );
}
