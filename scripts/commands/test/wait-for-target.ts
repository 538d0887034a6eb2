import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MS = 200;

/** What says that nobody is there yet, or that a proxy is there before the server. */
const ABSENT = new Set(["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_SOCKET"]);
const BUSY = new Set([502, 503, 504]);

/**
 * Waits until a server answers, whatever it says. When it does not in time, the run itself says what is wrong
 * with it.
 *
 * @param waitMs - at most so long, in milliseconds
 */
export async function waitForTarget(url: string, waitMs: number, signal: AbortSignal): Promise<void> {
  const end = Date.now() + waitMs;
  while (!signal.aborted && Date.now() < end) {
    if (await isThere(url, end - Date.now())) return;
    await sleep(Math.min(PAUSE_MS, Math.max(0, end - Date.now())));
  }
}

async function isThere(url: string, timeoutMs: number): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(Math.max(1, timeoutMs)) });
    await response.body?.cancel();
    return !BUSY.has(response.status);
  } catch (error) {
    const { cause } = error as { cause?: { code?: string } };
    return !ABSENT.has(cause?.code ?? "");
  }
}
