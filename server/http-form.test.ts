import { describe, expect, it } from "vitest";
import { readForm, type ReceivedForm } from "./http-form";

const MB = 1024 * 1024;

function formOf(entries: [string, string | File][]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

const post = (body: BodyInit, type?: string) =>
  new Request("http://localhost/", {
    method: "POST",
    body,
    ...(type ? { headers: { "content-type": type } } : {}),
    ...(body instanceof ReadableStream ? { duplex: "half" } : {}),
  });
const read = (...entries: [string, string | File][]): Promise<ReceivedForm> =>
  readForm(post(formOf(entries)));

/** The bytes of a form, cut short or in pieces. */
async function bytesOf(entries: [string, string | File][]) {
  const response = new Response(formOf(entries));
  return { type: response.headers.get("content-type")!, bytes: new Uint8Array(await response.arrayBuffer()) };
}

const inPieces = (bytes: Uint8Array, size: number) => {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(bytes.slice(at, (at += size)));
      if (at >= bytes.length) controller.close();
    },
  });
};

describe("a form", () => {
  it("is read as it is: fields in order, and a file with its name and every byte", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    const { fields, file } = await read(
      ["authorIds", "a"],
      ["file", new File([bytes], "گزارش، نهایی.docx")],
      ["authorIds", "ب"],
      ["note", ""],
    );
    expect(Object.fromEntries(fields)).toEqual({ authorIds: ["a", "ب"], note: [""] });
    expect(file?.name).toBe("گزارش، نهایی.docx");
    expect(Buffer.from(file!.bytes).equals(bytes)).toBe(true);
    expect(file!.bytes.buffer.byteLength).toBe(bytes.length);
  });

  it("is the same however it comes in pieces", async () => {
    const entries: [string, string | File][] = [
      ["deskId", "x"],
      ["file", new File(["\r\n--", "words\r\n", "--"], "a.txt")],
    ];
    const { type, bytes } = await bytesOf(entries);
    for (const size of [1, 7, 64, bytes.length]) {
      const { fields, file } = await readForm(post(inPieces(bytes, size), type));
      expect([fields.get("deskId"), new TextDecoder().decode(file?.bytes)]).toEqual([
        ["x"],
        "\r\n--words\r\n--",
      ]);
    }
  });

  it("may have no file, an empty one, or one that nobody chose", async () => {
    expect((await read(["a", "b"])).file).toBeNull();
    expect((await read(["file", new File([], "a.docx")])).file).toEqual({
      name: "a.docx",
      bytes: new Uint8Array(),
    });
    expect((await read(["file", new File([], "")])).file).toBeNull();
  });

  it("may hold a file of 20 MB and no more", async () => {
    const { file } = await read(["file", new File([new Uint8Array(20 * MB)], "a.docx")]);
    expect(file?.bytes).toHaveLength(20 * MB);
    await expect(read(["file", new File([new Uint8Array(20 * MB + 1)], "a.docx")])).rejects.toMatchObject({
      code: "too_large",
    });
  });

  it.each<[string, [string, string | File][], string]>([
    ["a field of 5 MB", [["source", "x".repeat(5 * MB)]], "too_large"],
    [
      "two files",
      [
        ["file", new File(["a"], "a")],
        ["file", new File(["b"], "b")],
      ],
      "invalid",
    ],
    ["a hundred and one fields", Array.from({ length: 101 }, (_, i) => [`f${i}`, "x"]), "invalid"],
  ])("with %s is refused", async (_, entries, code) => {
    await expect(read(...entries)).rejects.toMatchObject({ code });
  });

  it("that is cut short anywhere is refused, and does no harm", async () => {
    const { type, bytes } = await bytesOf([
      ["deskId", "x"],
      ["file", new File(["some words"], "a.txt")],
    ]);
    for (let length = 1; length < bytes.length - 4; length += 3)
      await expect(readForm(post(bytes.slice(0, length), type)), `${length} bytes`).rejects.toMatchObject({
        code: "invalid",
      });
  });

  it.each([
    ["no boundary", "multipart/form-data", "x"],
    ["another boundary", "multipart/form-data; boundary=b", "--a\r\n\r\nx\r\n--a--"],
    ["nothing in it", "multipart/form-data; boundary=b", ""],
  ])("with %s is refused", async (_, type, body) => {
    await expect(readForm(post(body, type))).rejects.toMatchObject({ code: "invalid" });
  });

  it("that breaks off is refused", async () => {
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(
          new TextEncoder().encode(
            '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nx',
          ),
        );
      },
      pull(controller) {
        controller.error(new Error("the line broke"));
      },
    });
    await expect(readForm(post(broken, "multipart/form-data; boundary=b"))).rejects.toMatchObject({
      code: "invalid",
      message: "The request broke off before it was complete.",
    });
  });
});
