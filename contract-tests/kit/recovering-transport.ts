import { isTransportFailure, type Transport, type TransportFailure } from "./transport.ts";
import type { WireResponse } from "./wire-message.ts";

/**
 * A transport for a server that is started again when it ends. A refused request, which nobody has
 * processed, is sent once more when the server is back. A reset one may be what ended it: that is its
 * answer, but it is given only when the server is back, so that no later request pays for it. Requests
 * that are under way at the same moment do pay: send one at a time.
 *
 * @param recover - resolves when the server listens; at once if it never ended
 */
export function recoveringTransport(transport: Transport, recover: () => Promise<void>): Transport {
  return {
    async send(request, options) {
      const first = await transport.send(request, options);
      if (!failedBy(first, "refused") && !failedBy(first, "reset")) return first;
      await recover();
      if (!failedBy(first, "refused")) return first;
      const second = await transport.send(request, options);
      if (failedBy(second, "reset")) await recover();
      return second;
    },
  };
}

function failedBy(answer: WireResponse | TransportFailure, failure: TransportFailure["failure"]): boolean {
  return isTransportFailure(answer) && answer.failure === failure;
}
