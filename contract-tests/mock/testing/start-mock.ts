import type { Artefacts } from "../../artefacts.ts";
import type { MockEvent } from "../events.ts";
import { createMock, type Mock, type MockOptions } from "../server.ts";

/** An answer of a mock, its JSON read. */
export interface MockAnswer {
  status: number;
  headers: Headers;
  type: string | null;
  body: unknown;
}

/** A mock that runs, what it has told, and a way to ask it. */
export interface StartedMock {
  mock: Mock;
  events: MockEvent[];
  ask(path: string, headers?: Record<string, string>, method?: string): Promise<MockAnswer>;
}

/** Starts a mock. */
export async function startMock(artefacts: Artefacts, options: Partial<MockOptions> = {}): Promise<StartedMock> {
  const events: MockEvent[] = [];
  const mock = await createMock({ artefacts, log: (event) => events.push(event), ...options });
  return {
    mock,
    events,
    async ask(path, headers = {}, method = "GET") {
      const response = await fetch(mock.url + path, { method, headers });
      const text = await response.text();
      const type = response.headers.get("content-type");
      const isJson = text !== "" && type?.includes("json");
      return { status: response.status, headers: response.headers, type, body: isJson ? JSON.parse(text) : text };
    },
  };
}

/** A token that any mock takes. */
export const TOKEN = { authorization: "Bearer secret" };
