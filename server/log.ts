import "server-only";
import { pino } from "pino";

/** The server's log: JSON lines on standard output. LOG_LEVEL sets how much ("silent" turns it off). */
export const log = pino({ level: process.env.LOG_LEVEL || "info" });
