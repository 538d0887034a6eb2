import leven from "leven";
import { nameProblem } from "../client-package/package-name.ts";
import { isPackageVersion, VERSION_RULE } from "../client-package/package-version-text.ts";
import type { Config, ContractConfig, MockConfig, TestConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";

/** What a value of the configuration may be. */
interface Rule {
  /** In words, for messages. */
  is: string;
  holds(value: unknown): boolean;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value: unknown) => typeof value === "string" && value !== "";
const TEXT: Rule = { is: "a text", holds: isText };
const FLAG: Rule = { is: "true or false", holds: (value) => typeof value === "boolean" };
const TEXTS: Rule = { is: "a list of texts", holds: (value) => Array.isArray(value) && value.every(isText) };
const TEXT_MAP: Rule = {
  is: "an object of texts",
  holds: (value) => isRecord(value) && Object.values(value).every((each) => typeof each === "string"),
};
const OBJECT: Rule = { is: "an object", holds: isRecord };
const URL_TEXT: Rule = {
  is: "a base URL such as http://127.0.0.1:8080/v1",
  holds: (value) => typeof value === "string" && /^https?:\/\/[^?#@]+$/.test(value) && URL.canParse(value),
};
const PORT: Rule = {
  is: "a number from 0 to 65535",
  holds: (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 65_535,
};
const PACKAGE: Rule = {
  is: "a name that npm takes, such as @acme/notes-client",
  holds: (value) => typeof value === "string" && nameProblem(value) === undefined,
};
const KNOWN_FAILING: Rule = {
  is: "the path of a JSON file, or a list of { case, reason, checks? }",
  holds: (value) =>
    isText(value) ||
    (Array.isArray(value) &&
      value.every((entry) => isRecord(entry) && isText(entry["case"]) && isText(entry["reason"]))),
};

const CONFIG: Record<keyof Config, Rule> = {
  contracts: { is: "a list with at least one contract", holds: (value) => Array.isArray(value) && value.length > 0 },
};
const CONTRACT: Record<keyof ContractConfig, Rule> = {
  document: TEXT,
  output: TEXT,
  include: TEXTS,
  overlays: TEXTS,
  cases: FLAG,
  package: PACKAGE,
  packageVersion: { is: VERSION_RULE, holds: (value) => typeof value === "string" && isPackageVersion(value) },
  allowRemote: TEXTS,
  referenceRoot: TEXT,
  strict: FLAG,
  test: OBJECT,
  mock: OBJECT,
};
const TEST: Record<keyof TestConfig, Rule> = {
  target: URL_TEXT,
  servers: TEXT_MAP,
  headers: TEXT_MAP,
  credentials: TEXT_MAP,
  params: TEXT_MAP,
  allowWrites: FLAG,
  only: TEXTS,
  skip: TEXTS,
  knownFailing: KNOWN_FAILING,
};
const MOCK: Record<keyof MockConfig, Rule> = { port: PORT, state: TEXT };

/**
 * Says that a value is a configuration.
 *
 * @param file - how messages name it
 * @throws ConfigError at the first mistake
 */
export function checkConfig(file: string, value: unknown): asserts value is Config {
  checkObject(file, "", value, CONFIG);
  const { contracts } = value as unknown as Config;
  if (contracts === undefined)
    throw new ConfigError(file, "names no contracts", 'write contracts: [{ document: "api.yaml" }]');
  const taken = { output: new Map<string, number>(), package: new Map<string, number>() };
  for (const [index, contract] of (contracts as readonly unknown[]).entries()) {
    const place = `contracts[${index}]`;
    checkObject(file, place, contract, CONTRACT);
    const { document, package: name, packageVersion, test = {}, mock = {} } = contract as unknown as ContractConfig;
    if (document === undefined)
      throw new ConfigError(`${file} at ${place}`, "names no document", 'write document: "api.yaml"');
    if (packageVersion !== undefined && name === undefined)
      throw new ConfigError(
        `${file} at ${place}.packageVersion`,
        "there is no package",
        'write package: "@acme/notes"',
      );
    checkObject(file, `${place}.test`, test, TEST);
    checkObject(file, `${place}.mock`, mock, MOCK);
    for (const [member, hint] of Object.entries(UNIQUE) as [keyof typeof UNIQUE, string][]) {
      const value = (contract as unknown as ContractConfig)[member];
      if (value === undefined) continue;
      const other = taken[member].get(value);
      if (other !== undefined)
        throw new ConfigError(
          `${file} at ${place}.${member}`,
          `has the same ${member} as contracts[${other}], ${value}`,
          hint,
        );
      taken[member].set(value, index);
    }
  }
}

/** What only one contract can have. */
const UNIQUE = {
  output: "everything in an output is replaced: give each its own",
  package: "a name is that of one package: give each its own",
};

function checkObject(
  file: string,
  place: string,
  value: unknown,
  rules: Record<string, Rule>,
): asserts value is Record<string, unknown> {
  const at = (key?: string) => {
    const whole = [place, key].filter((part) => part !== undefined && part !== "").join(".");
    return whole === "" ? file : `${file} at ${whole}`;
  };
  if (!isRecord(value)) throw new ConfigError(at(), `is ${nameOf(value)} and must be an object`, "write { … } there");
  for (const [key, member] of Object.entries(value)) {
    const rule = rules[key];
    if (!Object.hasOwn(rules, key) || !rule) {
      const [nearest = ""] = Object.keys(rules).sort((one, two) => leven(one, key) - leven(two, key));
      const hint = leven(nearest, key) <= 3 ? `did you mean ${nearest}?` : `it may be ${Object.keys(rules).join(", ")}`;
      throw new ConfigError(at(key), "is nothing that a configuration says", hint);
    }
    if (member !== undefined && !rule.holds(member))
      throw new ConfigError(at(key), `is ${nameOf(member)} and must be ${rule.is}`, "mend it there");
  }
}

function nameOf(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
