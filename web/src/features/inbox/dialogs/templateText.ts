/** Puts values into a template's text; a variable without a value stays visible as {{name}}. */
export function fillTemplate(body: string, values: Readonly<Record<string, string>>): string {
  return body.replace(/\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => values[name]?.trim() || whole);
}
