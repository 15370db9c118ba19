import { defineConfig } from "prisma/config";

// Prisma 7 wants to download a native schema engine before it generates the client, and never calls it for
// that. Migrations run on the engine's WebAssembly build (prisma/migrate.ts), so nothing is downloaded.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
