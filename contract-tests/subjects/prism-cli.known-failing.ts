import type { KnownFailing } from "../kit/known-failing.ts";

/**
 * What the stock Prism CLI 5.16.0 gets wrong of `direct-upload`. Each entry must keep failing: an
 * entry that does not is out of date.
 */
export const PRISM_CLI_KNOWN_FAILING: readonly KnownFailing[] = [
  {
    case: "*/credentials/{*wrong *,* with one more character,* without the last character,* in other letters}",
    checks: ["credentials-required"],
    reason: "Prism looks whether credentials are there, never whose they are",
  },
  {
    case: "*/credentials/{none,* alone,empty *,* as *,* without the name of its scheme}",
    checks: ["challenge-given"],
    reason: "Prism's 401 has no WWW-Authenticate",
  },
  {
    case: "*/credentials/* with {bearer,BEARER}",
    checks: ["accepted-when-valid"],
    reason: "Prism knows the name of the scheme in one spelling only",
  },
  {
    case: "*/method/!(CONTRACTKIT)",
    checks: ["method-not-allowed"],
    reason: "Prism's 405 has no Allow",
  },
  {
    case: "*/path/*/percent-encoding/*",
    checks: ["answers-in-time"],
    reason: "a malformed escape in the path ends Prism's process",
  },
  {
    case: "createDirectUpload/body/{metadata/**,properties/{metadata,all members} given}",
    checks: ["accepted-when-valid"],
    reason: "Prism leaves an object part of a form as the text that it is, and then misses the object",
  },
  {
    case: "createDirectUpload/body/expiry/format/{blank in place of T,offset without colon,offset of hours only,offset +24:00,a day more at offset +24:00}",
    checks: ["rejected-when-invalid"],
    reason: "Prism's date-time is laxer than RFC 3339: it takes a blank for the T, and offsets of other forms",
  },
  {
    case: "createDirectUpload/body/expiry/x-format{Minimum,Maximum}/{* outside*,twice the distance*}",
    checks: ["rejected-when-invalid"],
    reason: "Prism knows no bounds of a date-time; JSON Schema has none",
  },
  {
    case: "createDirectUpload/multipart/{another boundary in the Content-Type,truncated,without the delimiter at the end,text that is no multipart}",
    checks: ["rejected-when-invalid"],
    reason: "Prism takes a form that it cannot read for an empty one, which is valid here",
  },
  {
    case: "listImages/query/per_page/type/text {0x3e8,0b1111101000,%201000,1000%20,1000%0A}",
    checks: ["rejected-when-invalid"],
    reason: "Prism takes for a number what JavaScript's `Number` does: other bases, blanks around",
  },
  {
    case: "*/multipart/part !(metadata) twice",
    checks: ["rejected-when-invalid"],
    reason: "Prism keeps the last part of a name and drops the others",
  },
  {
    case: "*/content-type/application/json",
    checks: ["answers-in-time"],
    reason: "Prism never answers a body that claims to be JSON and is not",
  },
  {
    case: "listImages/query/{per_page/type/text empty,sort_order/enum/value %22%22}",
    checks: ["rejected-when-invalid"],
    reason: "Prism takes an empty query parameter for an absent one",
  },
  {
    case: "createDirectUpload/body/id/{type/text %252Fabc,maxLength/1025 percent-encoded characters}",
    reason: "Prism percent-decodes the parts of a form, and judges what comes out",
  },
  {
    case: "downloadImage/{request/base,credentials/{api_token,api_email and api_key,*wrong *,* with one more character,* without the last character,* in other letters},query/undeclared *,path/{account_id/maxLength/{16,17,31,32} *,image_id/maxLength/{512,513,1023,1024} *},path/*/type/**,path/properties/**}",
    reason: "Prism has no bytes for `image/*`, and answers 500",
  },
  {
    case: "uploadImage/link/download",
    reason: "it leads to downloadImage, for which Prism has no bytes",
  },
  {
    case: "*/multipart/a part without {a name,Content-Disposition}",
    checks: ["answers-in-time"],
    reason: "a part without a name ends Prism's process",
  },
];
