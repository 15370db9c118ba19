/** A way to the server that can go silent without closing, as a router that forgets a connection. */
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface SilentWay {
  port: number;
  /** From now on nothing comes through, and nobody is told. */
  silence: () => void;
  /** What was silenced is over; new connections come through. */
  restore: () => void;
  close: () => void;
}

export async function silenceable(serverPort: number): Promise<SilentWay> {
  let isSilent = false;
  const open = new Set<Socket>();
  const end = () => {
    for (const socket of open) socket.destroy();
    open.clear();
  };
  const pass = (from: Socket, to: Socket) => {
    open.add(from);
    from.on("data", (bytes: Buffer) => isSilent || to.write(bytes));
    from.on("close", () => isSilent || to.destroy());
    from.on("error", () => to.destroy());
  };
  const server = createServer((browser) => {
    const galley = connect(serverPort, "localhost");
    pass(browser, galley);
    pass(galley, browser);
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    silence: () => (isSilent = true),
    restore: () => {
      end();
      isSilent = false;
    },
    close: () => {
      server.close();
      end();
    },
  };
}
