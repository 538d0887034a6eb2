import { boundedText } from "./bounded-text.ts";

/** How long a remote file may take, in milliseconds. */
const TIMEOUT_MS = 10_000;
const MOST_REDIRECTS = 5;

/**
 * The text behind a URL.
 *
 * @param check - throws when a URL may not be read: it is asked for each redirect too, as these may lead anywhere
 * @throws whatever `check` throws, {@link DocumentError} for a text that is longer than a file may be, and Error when
 *   there is no answer, or none of success
 */
export async function readRemote(url: string, check: (url: string) => Promise<void>): Promise<string> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let here = url;
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    await check(here);
    const response = await fetch(here, { redirect: "manual", signal });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) {
      if (!response.ok) throw new Error(`the answer is ${response.status}`);
      return boundedText(url, (response.body ?? []) as Iterable<Uint8Array>);
    }
    await response.body?.cancel();
    here = new URL(location, here).href;
  }
  throw new Error(`there are more than ${MOST_REDIRECTS} redirects`);
}
