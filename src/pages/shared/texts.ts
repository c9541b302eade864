/** The texts that every page with fields shares. Those of the lab are in lab-texts.ts, so that no other page
 *  loads them. */

/** Why a typed value was not taken. */
export const typed = {
  notNumber: "Not a number.",
  notCount: "Not a number: try 70B or 1.5T.",
  notShare: "Not a number: try 0.8 or 80%.",
  notWhole: "Whole numbers only.",
  outside: (min: string, max: string) => `From ${min} to ${max}.`,
} as const;
