import leven from "leven";
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
  const outputs = new Map<string, number>();
  for (const [index, contract] of (contracts as readonly unknown[]).entries()) {
    const place = `contracts[${index}]`;
    checkObject(file, place, contract, CONTRACT);
    const { document, output, test = {}, mock = {} } = contract as unknown as ContractConfig;
    if (document === undefined)
      throw new ConfigError(`${file} at ${place}`, "names no document", 'write document: "api.yaml"');
    checkObject(file, `${place}.test`, test, TEST);
    checkObject(file, `${place}.mock`, mock, MOCK);
    const other = output === undefined ? undefined : outputs.get(output);
    if (other !== undefined) {
      const what = `has the same output as contracts[${other}], ${output}`;
      throw new ConfigError(
        `${file} at ${place}.output`,
        what,
        "everything in an output is replaced: give each its own",
      );
    }
    if (output !== undefined) outputs.set(output, index);
  }
}

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
