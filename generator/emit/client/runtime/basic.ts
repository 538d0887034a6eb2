/** A user and password for the Basic scheme (RFC 7617). */
export interface UserPassword {
  username: string;
  password: string;
}

/** The Authorization header field of the Basic scheme, in UTF-8. */
export function basic({ username, password }: UserPassword): string {
  const bytes = new TextEncoder().encode(`${username}:${password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))}`;
}
