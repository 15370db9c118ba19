import { checkHealth } from "@/server/health";
import { answer, publicRoute } from "@/server/http";

export const GET = publicRoute({}, async () => {
  await checkHealth();
  return answer({ ok: true });
});
