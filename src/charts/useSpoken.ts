import { useEffect, useState } from "react";

/** A sentence for a live region, once it has come to rest: a held key would flood it. */
export function useSpoken(sentence: string): string {
  const [spoken, setSpoken] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(sentence), 250);
    return () => clearTimeout(timer);
  }, [sentence]);
  return spoken;
}
