import { createServer, type AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { PORTS_BROWSERS_REFUSE, problemWith } from "./ports.mjs";

it("names exactly ports that fetch refuses too", async () => {
  for (const port of PORTS_BROWSERS_REFUSE) {
    const refusal = await fetch(`http://127.0.0.1:${port}`).catch((error: Error) => error.cause);
    expect(String(refusal), `port ${port}`).toContain("bad port");
  }
});

it("says why nobody could be served on a port", async () => {
  expect(await problemWith(6000)).toContain("Browsers open no page on port 6000");
  expect(await problemWith(Number("80a"), "80a")).toBe('PORT must be a number from 1 to 65535; it is "80a".');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, () => resolve()));
  const { port } = server.address() as AddressInfo;
  expect(await problemWith(port)).toContain(`Port ${port} is taken.`);
  await new Promise((resolve) => server.close(resolve));
  expect(await problemWith(port)).toBeNull();
});
