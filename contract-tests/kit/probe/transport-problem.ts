import type { TransportFailure } from "../transport.ts";
import type { WireRequest } from "../wire-message.ts";
import type { Problem } from "./problem.ts";

/** How `getaddrinfo` says that a name leads nowhere. */
const NO_ADDRESS = /^(?:ENOTFOUND|EAI_\w+|ENODATA)$/;
/** How Node names a certificate that it does not trust (OpenSSL's X509_V_ERR codes, and its own). */
const BAD_CERTIFICATE = /CERT|^UNABLE_TO_(?:GET|VERIFY)|^HOSTNAME_MISMATCH$|^INVALID_CA$/;
/** What an HTTP server's plain text is to a TLS client. */
const NO_TLS = /^EPROTO$|^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_TOO_SMALL)$/;

/**
 * Why there is no answer at all, and what to do.
 *
 * @param request - and its URL as it may be shown
 */
export function transportProblem(
  { method, url, shown }: Pick<WireRequest, "method" | "url"> & { shown: string },
  answer: TransportFailure,
): Problem {
  const { failure, message, code = "" } = answer;
  const { protocol, hostname } = new URL(url);
  if (NO_ADDRESS.test(code)) {
    return {
      code: "unknown-host",
      what: () => `cannot be reached: the name ${hostname} has no address (${message})`,
      hint: "Correct the host name; one of an internal network needs its VPN or its name server.",
    };
  }
  if (BAD_CERTIFICATE.test(code)) return certificateProblem(hostname, message, code);
  if (protocol === "https:" && NO_TLS.test(code)) {
    return {
      code: "wrong-protocol",
      what: () => `cannot be reached: what listens there does not speak TLS (${code})`,
      hint: "If it serves plain HTTP, write http:// in the target's URL.",
    };
  }
  if (failure === "refused") {
    return {
      code: "unreachable-target",
      what: () => `cannot be reached: ${message}`,
      hint: "Start the server, or correct the target's URL (host, port, http or https).",
    };
  }
  const orTls = protocol === "http:" && failure !== "timeout" ? " If it serves HTTPS, write https://." : "";
  return {
    code: "unreachable-target",
    what: () => `gives no answer to ${method} ${shown}: ${message}`,
    hint: `Make sure that an HTTP server listens there and is ready; look at its log.${orTls}`,
  };
}

function certificateProblem(hostname: string, message: string, code: string): Problem {
  const what = `cannot be reached: its certificate is not trusted: ${message.replace(/[.;].*$/s, "")} (${code})`;
  const mend = () => {
    if (/EXPIRED|NOT_YET/.test(code)) return "Renew the certificate, or set this machine's clock.";
    if (/ALTNAME|HOSTNAME/.test(code)) return `Use a name that the certificate is made out to; it is not ${hostname}.`;
    return "If it is your own, name the file of its authority: NODE_EXTRA_CA_CERTS=ca.pem contract-kit test …";
  };
  return { code: "untrusted-certificate", what: () => what, hint: mend() };
}
