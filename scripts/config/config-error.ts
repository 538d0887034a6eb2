/** A mistake in `contract-kit.config.ts`; the message says where, what and how to mend it. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  /** @param where - the file, and the place in it */
  constructor(where: string, what: string, hint: string, options?: ErrorOptions) {
    super(`${where}: ${what} [config]\n  hint: ${hint}`, options);
  }
}
