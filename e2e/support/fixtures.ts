/**
 * What every browser test stands on:
 *
 *     import { accounts, expect, test } from "./support/fixtures";
 *     test("an editor sees the desk", async ({ page, login, axe }) => {
 *       await login(page, accounts.editor);
 *       await page.goto("/");
 *       await axe(page);
 *     });
 *
 * A test fails by any error in the browser's console and any uncaught one. A status that it means to provoke is
 * named first: `tolerate(409)`, and a network it takes away: `tolerate("offline")`.
 */
import AxeBuilder from "@axe-core/playwright";
import { encode } from "next-auth/jwt";
import {
  type APIRequestContext,
  type BrowserContext,
  type Page,
  expect,
  test as base,
} from "playwright/test";
import { SAMPLE_ACCOUNTS } from "../../domain/sample-accounts";

export { expect };

export type Account = (typeof SAMPLE_ACCOUNTS)[number];

function account(role: Account["role"], which = 0): Account {
  const found = SAMPLE_ACCOUNTS.filter((one) => one.role === role)[which];
  if (!found) throw new Error(`The sample has no ${role} number ${which + 1}.`);
  return found;
}

/** The people of the sample desk. */
export const accounts = {
  chief: account("chief"),
  editor: account("editor"),
  secondEditor: account("editor", 1),
  author: account("author"),
  secondAuthor: account("author", 1),
};

type Tolerated = number | "offline";

interface Fixtures {
  /** Signs a page's browser in, by cookie: the sign-in form has tests of its own. */
  login: (page: Page, account: Account) => Promise<void>;
  /** A page in a browser of its own, signed in: for a second person in the same test. */
  openAs: (account: Account) => Promise<Page>;
  /** The API, signed in: for what has to be there before a test begins. */
  apiAs: (account: Account) => Promise<APIRequestContext>;
  /** Names the failed requests this test means to cause. */
  tolerate: (...what: Tolerated[]) => void;
  /** Fails with the list of what axe finds wrong with the page as it stands, by day and by night. */
  axe: (page: Page) => Promise<void>;
  browserErrors: { watch: (context: BrowserContext) => void; tolerated: Set<Tolerated> };
}

export const test = base.extend<Fixtures>({
  browserErrors: async ({}, use) => {
    const errors: string[] = [];
    const tolerated = new Set<Tolerated>();
    await use({
      tolerated,
      watch: (context) => {
        context.on("weberror", (error) => errors.push(error.error().stack ?? String(error.error())));
        context.on("console", (message) => {
          if (message.type() !== "error") return;
          errors.push(`${message.text()} (${message.location().url})`);
        });
      },
    });
    expect(
      errors.filter((error) => !isTolerated(error, tolerated)),
      "errors in the browser's console",
    ).toEqual([]);
  },

  context: async ({ context, browserErrors }, use) => {
    browserErrors.watch(context);
    await use(context);
  },

  login: async ({ baseURL }, use) => {
    await use(async (page, account) => {
      await page.context().addCookies([await sessionCookie(account, baseURL)]);
    });
  },

  openAs: async ({ browser, browserErrors, contextOptions, login }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (account) => {
      const context = await browser.newContext(contextOptions);
      contexts.push(context);
      browserErrors.watch(context);
      const page = await context.newPage();
      await login(page, account);
      return page;
    });
    for (const context of contexts) await context.close();
  },

  apiAs: async ({ baseURL, playwright }, use) => {
    const contexts: APIRequestContext[] = [];
    await use(async (account) => {
      const { name, value } = await sessionCookie(account, baseURL);
      const context = await playwright.request.newContext({
        ...(baseURL ? { baseURL } : {}),
        extraHTTPHeaders: { cookie: `${name}=${value}` },
      });
      contexts.push(context);
      return context;
    });
    for (const context of contexts) await context.dispose();
  },

  tolerate: async ({ browserErrors }, use) => {
    await use((...what) => {
      for (const one of what) browserErrors.tolerated.add(one);
    });
  },

  axe: async ({}, use) => {
    await use(async (page) => {
      // What does not move cannot be caught half-way between two colours.
      await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
      const byDay = await violationsOf(new AxeBuilder({ page }));
      await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "dark" });
      const byNight = await violationsOf(new AxeBuilder({ page }).withRules(RULES_OF_COLOUR));
      await page.emulateMedia({ reducedMotion: null, colorScheme: null });
      expect({ byDay, byNight }, `what axe finds on ${page.url()}`).toEqual({ byDay: [], byNight: [] });
    });
  },
});

/** All that can differ between day and night: only the colours do. */
const RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"];

async function violationsOf(builder: AxeBuilder) {
  // Without frames there is nothing to put together in a page of its own, which would take most of the time.
  const { violations } = await builder.setLegacyMode().analyze();
  return violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    where: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ""}`),
  }));
}

/** The cookie that server/auth.ts makes after a password was right. */
async function sessionCookie(account: Account, baseURL: string | undefined) {
  const secret = process.env.GALLEY_E2E_SECRET;
  if (!secret || !baseURL) throw new Error("The server's secret or address is not known here.");
  const maxAge = 60 * 60;
  return {
    name: "next-auth.session-token",
    value: await encode({ token: { sub: account.id, signedInAt: Date.now() }, secret, maxAge }),
    url: baseURL,
    httpOnly: true,
    sameSite: "Lax" as const,
  };
}

function isTolerated(error: string, tolerated: ReadonlySet<Tolerated>): boolean {
  const status = /Failed to load resource: the server responded with a status of (\d+)/.exec(error)?.[1];
  if (status) return tolerated.has(Number(status));
  return (
    tolerated.has("offline") &&
    /net::ERR_(INTERNET_DISCONNECTED|FAILED|CONNECTION_\w+|EMPTY_RESPONSE|INCOMPLETE_CHUNKED_ENCODING)/.test(
      error,
    )
  );
}
