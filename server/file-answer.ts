import "server-only";

interface AnsweredFile {
  /** Left out for a page that is to be seen in the browser. */
  filename?: string;
  contentType: string;
  body: Uint8Array | string;
}

/**
 * The answer that carries a file. Whatever its words hold, a browser runs nothing of it, and takes it for no other
 * type than it is.
 */
export function fileAnswer({ filename, contentType, body }: AnsweredFile): Response {
  return new Response(typeof body === "string" ? body : new Uint8Array(body), {
    headers: {
      "content-type": contentType,
      "cache-control": "no-store",
      "content-security-policy":
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      ...(filename === undefined ? {} : { "content-disposition": contentDisposition(filename) }),
    },
  });
}

/** A header is ASCII: the real name goes encoded (RFC 6266), beside one that any client can read. */
export function contentDisposition(filename: string): string {
  const ending = filename.slice(filename.lastIndexOf("."));
  const plain = /^[\w.-]+$/.test(filename) ? filename : `draft${ending}`;
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
