import type { ServerResponse } from "node:http";
import type { Answer } from "./respond/answer.ts";
import type { Faults } from "./respond/prefer.ts";

/**
 * What every answer says to browsers: it is of the type that it names, and if it is opened as a
 * document, no script of it runs in the mock's origin.
 */
const GUARDED = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/**
 * Sends an answer; once at most for a response.
 *
 * @returns whether there was still somebody to send it to
 * @param now - the mock's time when it is sent, in epoch milliseconds: its `Date`, from which a client tells how far its own clock is off
 * @param faults - how it is kept from arriving; a delay ends early when the client goes away
 */
export async function send(
  response: ServerResponse,
  answer: Answer,
  now: () => number,
  { delay, drop }: Faults = {},
): Promise<boolean> {
  if (delay) await wait(delay, response);
  if (response.headersSent || response.destroyed) return false;
  const { status, body } = answer;
  const hasBody = status !== 204 && status !== 304;
  if (drop === "headers" || (drop === "body" && (!hasBody || body.length === 0 || response.req.method === "HEAD"))) {
    response.destroy();
    return true;
  }
  const headers = { ...GUARDED, date: new Date(now()).toUTCString(), ...answer.headers };
  response.writeHead(status, hasBody ? { ...headers, "content-length": body.length } : headers);
  if (drop === "body") response.write(body.subarray(0, body.length >> 1), () => response.destroy());
  else response.end(hasBody ? body : undefined);
  return true;
}

function wait(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(timer);
      response.off("close", finish);
      resolve();
    };
    const timer = setTimeout(finish, ms);
    response.once("close", finish);
  });
}
