import type { Template } from '@shared/api/types';

/** Names of the variables in a text, in order, each once. */
export function variablesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map((match) => match[1] ?? ''))];
}

/** Names of what a template asks for, in their order. */
export const namesOf = (template: Template): string[] =>
  template.variables.length > 0
    ? [...new Set(template.variables.map((variable) => variable.key))]
    : variablesIn(template.text);
