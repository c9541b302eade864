import { expect, it } from "vitest";
import { isolate } from "./isolation.ts";

it("isolates documents, frames and workers, and keeps their content", async () => {
  for (const destination of ["document", "iframe", "worker"] as const) {
    const answer = new Response("hello", { status: 200, headers: { "Content-Type": "text/html" } });
    const isolated = isolate(destination, answer);
    expect(isolated.headers.get("Cross-Origin-Embedder-Policy")).toBe("require-corp");
    expect(isolated.headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
    expect(isolated.headers.get("Content-Type")).toBe("text/html");
    expect(await isolated.text()).toBe("hello");
  }
});

it("passes every other file as it is", () => {
  const answer = new Response("body {}");
  expect(isolate("style", answer)).toBe(answer);
  expect(isolate("", answer)).toBe(answer);
});

it("keeps what the host has set", () => {
  const answer = new Response("", {
    headers: { "Cross-Origin-Embedder-Policy": "credentialless" },
  });
  expect(isolate("document", answer).headers.get("Cross-Origin-Embedder-Policy")).toBe(
    "credentialless",
  );
});
