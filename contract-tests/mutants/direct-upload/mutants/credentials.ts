import type { Mutant, MutantGroup } from "../../mutant.ts";
import { refusal } from "../reference/answers.ts";
import { isAuthorized } from "../reference/credentials.ts";
import type { OperationId, Rules } from "../rules.ts";

const auth = (name: string, what: string, is: Rules["isAuthorized"], breaks = ["security"]): Mutant<Rules> => ({
  ...{ name, what, breaks, rules: { isAuthorized: is } },
});
/** A run whose own credentials are refused ends by saying so. */
const REFUSED = ["security", "refused-credentials"];
const open = (operation: OperationId): Mutant<Rules> => ({
  ...{ name: `${operation}: open`, what: `${operation} needs no credentials`, breaks: ["security"] },
  rules: { needsCredentials: (id) => id !== operation && id !== "uploadImage" },
});
const answered = (name: string, what: string, status: number): Mutant<Rules> => ({
  ...{ name, what, breaks: ["security"] },
  rules: { after: (answer, { reason }) => (reason === "credentials" ? { ...answer, status } : answer) },
});

/** Credentials that are not looked at, or not in the way that the document says. */
export const CREDENTIALS: MutantGroup<Rules> = {
  group: "credentials",
  mutants: [
    auth("none", "takes requests without credentials", () => true),
    auth(
      "any token",
      "takes every token",
      (call, known) => call.headers.authorization !== undefined || isAuthorized(call, known),
    ),
    auth(
      "any bearer token",
      "takes every bearer token",
      (call, known) => /^bearer ./i.test(call.headers.authorization ?? "") || isAuthorized(call, known),
    ),
    auth(
      "token in any case",
      "compares tokens without regard to case",
      (call, known) =>
        call.headers.authorization?.toLowerCase() === `bearer ${known.token.toLowerCase()}` ||
        isAuthorized(call, known),
    ),
    auth(
      "beginning of a token",
      "compares the first characters",
      (call, known) =>
        (call.headers.authorization ?? "").startsWith(`Bearer ${known.token.slice(0, 8)}`) || isAuthorized(call, known),
    ),
    auth(
      "any scheme",
      "takes the token under every scheme",
      (call, known) => (call.headers.authorization ?? "").endsWith(` ${known.token}`) || isAuthorized(call, known),
    ),
    auth(
      "token without a scheme",
      "takes the bare token",
      (call, known) => call.headers.authorization === known.token || isAuthorized(call, known),
    ),
    auth(
      "Bearer in lower case refused",
      "wants `Bearer` with a capital letter",
      (call, known) => (call.headers.authorization ?? "Bearer").startsWith("Bearer") && isAuthorized(call, known),
    ),
    auth(
      "email alone",
      "takes the email address without the key",
      (call, known) => call.headers["x-auth-email"] === known.email || isAuthorized(call, known),
    ),
    auth(
      "key alone",
      "takes the key without the email address",
      (call, known) => call.headers["x-auth-key"] === known.key || isAuthorized(call, known),
    ),
    auth(
      "any email",
      "takes the key with every email address",
      (call, known) =>
        (call.headers["x-auth-email"] !== undefined && call.headers["x-auth-key"] === known.key) ||
        isAuthorized(call, known),
    ),
    auth(
      "any key",
      "takes the email address with every key",
      (call, known) =>
        (call.headers["x-auth-key"] !== undefined && call.headers["x-auth-email"] === known.email) ||
        isAuthorized(call, known),
    ),
    auth(
      "any pair",
      "takes every email address with every key",
      (call, known) =>
        (call.headers["x-auth-key"] !== undefined && call.headers["x-auth-email"] !== undefined) ||
        isAuthorized(call, known),
    ),
    auth(
      "no pair",
      "refuses the email address with the key",
      (call, known) => call.headers.authorization !== undefined && isAuthorized(call, known),
    ),
    auth(
      "no token",
      "refuses the token",
      (call, known) => call.headers["x-auth-key"] !== undefined && isAuthorized(call, known),
      REFUSED,
    ),
    auth(
      "all of them",
      "wants the token and the pair",
      (call, known) =>
        call.headers.authorization !== undefined &&
        call.headers["x-auth-key"] !== undefined &&
        isAuthorized(call, known),
      REFUSED,
    ),
    {
      ...auth(
        "either refused by the other",
        "refuses a sound pair beside a wrong token",
        (call, known) =>
          isAuthorized(call, known) &&
          (call.headers.authorization === undefined ||
            isAuthorized({ headers: { authorization: call.headers.authorization } }, known)),
      ),
      survives: "the document does not say what wrong credentials beside sound ones do",
    },
    open("createDirectUpload"),
    open("getImage"),
    open("deleteImage"),
    open("downloadImage"),
    open("listImages"),
    {
      ...{ name: "uploadImage: closed", what: "uploads need credentials", breaks: ["base", "security"] },
      rules: { needsCredentials: () => true },
    },
    answered("403", "refuses missing credentials with 403", 403),
    answered("400", "refuses missing credentials with 400", 400),
    answered("404", "hides what needs credentials", 404),
    answered("200 in words of refusal", "refuses with status 200", 200),
    {
      ...{ name: "redirect", what: "sends to a page to log in", breaks: ["security"] },
      rules: {
        after: (answer, { reason }) =>
          reason === "credentials"
            ? { ...refusal("credentials"), status: 302, headers: { Location: "/login" } }
            : answer,
      },
    },
  ],
};
