// Whether a server could begin in this environment: asked before anything is stored or built. Run with
// --conditions=react-server.

import { refuseWrongEnv } from "@/server/process";

refuseWrongEnv();
