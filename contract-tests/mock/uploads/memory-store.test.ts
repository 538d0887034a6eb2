import { describe } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { storeLaws } from "./testing/store-laws.ts";

describe("a store in memory", () => storeLaws(createMemoryStore));
