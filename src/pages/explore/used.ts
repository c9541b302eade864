const key = "sdsl-explorer:used";

/** Whether this browser has moved anything on the page in an earlier visit. */
export function wasUsed(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}

/** Keeps for the next visit that something was moved. */
export function rememberUse(): void {
  try {
    localStorage.setItem(key, "1");
  } catch {
    // a browser that keeps nothing shows the introduction again
  }
}
