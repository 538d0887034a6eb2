/** Levels of an annotation. */
export type AnnotationLevel = "error" | "warning" | "notice";

/**
 * A command to GitHub Actions that annotates a place, one line of output
 * (https://docs.github.com/actions, "Workflow commands"): `::error file=a.yaml,line=3::what is wrong`.
 */
export function workflowCommand(level: AnnotationLevel, properties: Record<string, string>, message: string): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${level}${written.length > 0 ? ` ${written.join(",")}` : ""}::${data(message)}\n`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
