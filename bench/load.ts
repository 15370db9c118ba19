import { randomUUID } from "node:crypto";
import http from "node:http";
import type { FlagInput } from "@/domain/contract";
import type { SignedIn } from "./people";

export interface Sent {
  /** Ids of the flags that the server said it has. */
  acknowledged: string[];
  /** What it said otherwise, and how often. */
  refusals: Map<string, number>;
  /** Milliseconds from sending a request to the end of its answer. */
  durations: number[];
  /** Milliseconds for all of them. */
  elapsed: number;
}

/**
 * POSTs flags for a while as so many browsers would: each client has a session and a connection of its own that it
 * keeps, and sends its next flag when the one before is answered.
 */
export async function sendFlags(
  address: string,
  articleId: string,
  makeFlag: () => FlagInput,
  { clients, seconds }: { clients: readonly SignedIn[]; seconds: number },
): Promise<Sent> {
  const sent: Sent = { acknowledged: [], refusals: new Map(), durations: [], elapsed: 0 };
  const began = performance.now();
  await Promise.all(
    clients.map(async ({ cookie }) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      const headers = { cookie: `${cookie.name}=${cookie.value}`, origin: address };
      for (let from = began; from < began + seconds * 1000; from = performance.now()) {
        const id = randomUUID();
        const body = Buffer.from(JSON.stringify({ ...makeFlag(), id }));
        const answer = await post(`${address}/api/articles/${articleId}/flags`, body, { agent, headers });
        sent.durations.push(performance.now() - from);
        if (answer.status === 201) sent.acknowledged.push(id);
        else sent.refusals.set(answer.words, (sent.refusals.get(answer.words) ?? 0) + 1);
      }
      agent.destroy();
    }),
  );
  sent.elapsed = performance.now() - began;
  return sent;
}

function post(
  url: string,
  body: Buffer,
  { agent, headers }: { agent: http.Agent; headers: Record<string, string> },
): Promise<{ status: number; words: string }> {
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve({ status: 0, words: error.message });
    const request = http.request(
      url,
      {
        method: "POST",
        agent,
        headers: { ...headers, "content-type": "application/json", "content-length": body.length },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", failed);
        response.on("end", () => {
          const status = response.statusCode ?? 0;
          const words = status === 201 ? "" : `${status} ${Buffer.concat(chunks).toString().slice(0, 200)}`;
          resolve({ status, words });
        });
      },
    );
    request.on("error", failed);
    request.end(body);
  });
}
