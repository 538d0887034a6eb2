import { pageUrl } from "./page-url.ts";

/** What `/__mock/state` tells, as far as this page shows it. */
export interface MockState {
  /** The mock's time, RFC 3339. */
  now: string;
  drafts: DraftRecord[];
  images: ImageRecord[];
  /** How many there are; the lists may hold only the newest. */
  totals?: { drafts: number; images: number };
}

/** An upload URL that has not been used yet. */
export interface DraftRecord {
  id: string;
  creator?: string | null;
  /** RFC 3339. */
  expiry: string;
  createdAt: string;
  uploadURL: string;
}

/** An image that has been uploaded. */
export interface ImageRecord {
  id: string;
  filename?: string | null;
  contentType: string;
  bytes: number;
  creator?: string | null;
  requireSignedURLs?: boolean;
  uploaded: string;
}

/** How often the page asks, in milliseconds. */
const INTERVAL_MS = 1000;

/** Keeps asking what the mock holds. */
export interface Watch {
  /** Asks at once, after something was done; resolves when it is shown. */
  refresh(): Promise<void>;
}

/**
 * Tells what the mock holds, every second while the page is to be seen, and `undefined` when there is
 * no answer.
 */
export function watchMock(tell: (state: MockState | undefined) => void): Watch {
  let latest = 0;
  async function refresh(): Promise<void> {
    latest += 1;
    const turn = latest;
    const state = await getState();
    // An answer that a later one has overtaken says how things were.
    if (turn === latest) tell(state);
  }
  async function ask(): Promise<void> {
    if (!document.hidden) await refresh();
    setTimeout(ask, INTERVAL_MS);
  }
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void refresh();
  });
  void ask();
  return { refresh };
}

async function getState(): Promise<MockState | undefined> {
  try {
    const response = await fetch(`${pageUrl()}/__mock/state`, { cache: "no-store" });
    return response.ok ? ((await response.json()) as MockState) : undefined;
  } catch {
    return undefined;
  }
}

/** Moves the mock's clock, or lets it go with the system's again. */
export function moveClock(move: { advance: string } | { reset: true }): Promise<void> {
  return post("/__mock/clock", JSON.stringify(move));
}

/** Makes the mock forget everything. */
export function resetMock(): Promise<void> {
  return post("/__mock/reset", "{}");
}

async function post(path: string, body: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(pageUrl() + path, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
}

/** Where the page shows an image from, without credentials. */
export function imageUrl(id: string): string {
  return `${pageUrl()}/__mock/images/${encodeURIComponent(id)}`;
}
