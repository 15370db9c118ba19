/**
 * Where to go after signing in: a path of our own, whatever the address says. Browsers read "//host" and "/\host"
 * as another site, and strip tabs and line ends first, so the path is resolved as they would and taken only if it
 * stayed here.
 */
export function safePath(path: string | undefined): string {
  if (!path?.startsWith("/")) return "/";
  const here = "http://galley.invalid";
  if (!URL.canParse(path, here)) return "/";
  const url = new URL(path, here);
  return url.origin === here ? url.pathname + url.search + url.hash : "/";
}
