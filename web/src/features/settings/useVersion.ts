import { useState } from 'react';
import { ApiError } from '@shared/api/client';

/**
 * The version a form goes by when it is saved. Once somebody else has saved meanwhile, `told` is the sentence about it, and
 * saving again replaces exactly what they have saved.
 */
export function useVersion(opened: string | undefined) {
  const [version, setVersion] = useState(opened ?? null);
  const [told, setTold] = useState<string | null>(null);
  /** Whether this is why it was not saved. */
  const passed = (error: unknown): boolean => {
    if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') return false;
    setVersion(String(error.details['version']));
    setTold(error.message);
    return true;
  };
  return { version, told, passed };
}
