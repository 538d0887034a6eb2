import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { cacheFolder } from "./cache-folder.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cache-folder-"));
  await mkdir(join(folder, "project/packages/api"), { recursive: true });
  await mkdir(join(folder, "project/node_modules"));
  return () => rm(folder, { recursive: true });
});

describe("the folder of the cache", () => {
  const nowhere = { env: {}, platform: "linux", home: "/home/u" } as const;
  const of = (path: string, rest: object = {}) => cacheFolder(join(folder, path), { ...nowhere, ...rest });

  it("is in the node_modules of the nearest project of the document that has any", () => {
    const expected = join(folder, "project/node_modules/.cache/contract-kit");
    expect(of("project/packages/api/api.yaml")).toBe(expected);
    expect(of("project/api.yaml", { env: { XDG_CACHE_HOME: "/elsewhere" } })).toBe(expected);
  });

  it("is the user's without one", () => {
    expect(of("api.yaml")).toBe("/home/u/.cache/contract-kit");
    expect(of("api.yaml", { env: { XDG_CACHE_HOME: "/var/cache/u" } })).toBe("/var/cache/u/contract-kit");
    expect(of("api.yaml", { env: { XDG_CACHE_HOME: "relative" } })).toBe("/home/u/.cache/contract-kit");
    expect(of("api.yaml", { platform: "win32", env: { LOCALAPPDATA: "L" } })).toBe(join("L", "contract-kit", "Cache"));
  });

  it("is what CONTRACT_KIT_CACHE says; empty, nothing is kept", () => {
    expect(of("project/api.yaml", { env: { CONTRACT_KIT_CACHE: "own" } })).toBe(resolve("own"));
    expect(of("project/api.yaml", { env: { CONTRACT_KIT_CACHE: "" } })).toBeUndefined();
  });
});
