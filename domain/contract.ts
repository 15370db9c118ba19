/**
 * The HTTP API's inputs (zod, shape only: never authorization) and answers (types), shared by both sides.
 * The browser imports types from here, never the schemas: zod stays on the server.
 */

export { ROLES, type ErrorDto, type PersonDto, type Role } from "./contract/common";
export type { ParagraphDto } from "./contract/paragraph";
export * from "./contract/anchor";
export * from "./contract/article";
export * from "./contract/desk";
export * from "./contract/draft";
export * from "./contract/events";
export * from "./contract/flag";
export * from "./contract/gate";
export * from "./contract/history";
export * from "./contract/manuscript";
export * from "./contract/people";
export * from "./contract/presence";
export * from "./contract/references";
export * from "./contract/seen";
export * from "./contract/take-in";
export * from "./contract/text";
