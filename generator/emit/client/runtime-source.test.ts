import { describe, expect, it } from "vitest";
import { runtimeSource } from "./runtime-source.ts";

const SOURCE = runtimeSource(() => true);

describe("the runtime in the client", () => {
  it("imports nothing", () => {
    expect(SOURCE).not.toMatch(/^import\b/m);
  });

  it("declares every name once", () => {
    const names = [...SOURCE.matchAll(/^(?:export )?(?:async )?(?:const|function|class|interface|type) (\w+)/gm)];
    const declared = names.map(([, name]) => name);
    expect(new Set(declared).size).toBe(declared.length);
  });

  it("has no name that an operation, a contract or a validator could have", () => {
    const names = [...SOURCE.matchAll(/^(?:export )?(?:async )?(?:const|function|class|interface|type) (\w+)/gm)];
    for (const [, name = ""] of names) {
      expect(name).not.toMatch(
        /.(Operation|Arguments|Result|RequestChecks|AnswerChecks|Client|ClientSettings|Credentials|Api)$|^validate|^create/,
      );
    }
  });
});
