/** Where the answers of these screens are kept; the first paint knows none of them. */
export const SKILLS = ['skills'] as const;
export const CAPACITY = ['capacity'] as const;
export const RULES = ['priority-rules'] as const;
