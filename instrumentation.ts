/** Next calls this once when a server process begins, before it answers anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { beginProcess } = await import("./server/process");
    beginProcess();
  }
}
