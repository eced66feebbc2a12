import { foreign, foreignCharger, home, journeys, people } from "./sample";
import { ask, charging, commands, state } from "./steps";
import { expect, test } from "./test";

test("two browsers agree: both see who asked for what", async ({ browser, world, enter }) => {
  await charging(world, journeys.together);
  const [first, second] = await Promise.all([browser.newContext(), browser.newContext()]);
  const [manager, owner] = await Promise.all([first.newPage(), second.newPage()]);
  await enter(manager, "manager", `/chargers/${journeys.together}`);
  await enter(owner, "owner", `/chargers/${journeys.together}`);
  await ask(manager, "Stop charging");
  for (const page of [manager, owner]) {
    await expect(commands(page)).toContainText("Effective");
    await expect(commands(page)).toContainText(people.manager.name);
    await expect(state(page)).toHaveText(/^Paused/);
  }
  await Promise.all([first.close(), second.close()]);
});

test.describe("somebody else's installation", () => {
  test.use({ expectedErrors: /404/ });

  test("does not exist for a manager, not even in the stream", async ({ page, world, enter }) => {
    await enter(page, "manager");
    await page.waitForURL(`**/installations/${home.id}`);
    await expect(page.getByRole("heading", { name: home.name })).toBeVisible();
    for (const path of [`/installations/${foreign.id}`, `/chargers/${foreignCharger}`]) {
      const response = await page.goto(`${world.url}${path}`);
      expect(response?.status()).toBe(404);
    }
    const scopes = (scope: string) =>
      page.request.get(`${world.url}/api/stream?scope=${scope}`, { timeout: 5_000 }).then((answer) => answer.status());
    expect(await scopes(`installation:${foreign.id}`)).toBe(404);
    expect(await scopes(`charger:${foreignCharger}`)).toBe(404);
    expect(await scopes("support")).toBe(403);

    await page.goto(world.url);
    const told = await page.evaluate(
      (url) =>
        new Promise<string>((resolve, reject) => {
          const source = new EventSource(url);
          source.addEventListener("snapshot", (event) => {
            source.close();
            resolve(event.data);
          });
          source.onerror = () => reject(new Error("no stream"));
        }),
      `/api/stream?scope=fleet&scope=installation:${home.id}`,
    );
    expect(told).toContain(home.id);
    expect(told).not.toContain(foreign.id);
    expect(told).not.toContain(foreignCharger);
  });
});

test.describe("signing out everywhere", () => {
  test.use({ expectedErrors: /401/ });

  test("ends the person's pages in every browser, and nobody else's", async ({ browser, page, world, enter }) => {
    const path = `/installations/${home.id}`;
    const [phone, other] = await Promise.all([browser.newContext(), browser.newContext()]);
    const [onPhone, manager] = await Promise.all([phone.newPage(), other.newPage()]);
    await enter(page, "owner", path);
    await enter(onPhone, "owner", path);
    const known = (await page.context().cookies(`${world.url}/api/auth/csrf`)).filter(({ name }) => /known/.test(name));
    expect(known).toMatchObject([{ httpOnly: true, sameSite: "Strict", path: "/api/auth" }]);
    await enter(manager, "manager", path);
    for (const each of [page, onPhone, manager]) await expect(each.getByText("Live", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: `Menu for ${people.owner.name}` }).click();
    await page.getByRole("menuitem", { name: "Sign out everywhere", exact: true }).click();
    await page.waitForURL("**/sign-in**");
    await onPhone.waitForURL("**/sign-in**");
    for (const context of [page.context(), phone])
      expect((await context.request.get(`${world.url}/api/stream?scope=fleet`)).status()).toBe(401);
    await expect(manager.getByText("Live", { exact: true })).toBeVisible();
    await expect(manager.getByRole("heading", { name: home.name })).toBeVisible();
    await enter(page, "owner", path);
    await Promise.all([phone.close(), other.close()]);
  });
});

test.describe("signing in", () => {
  test.use({ expectedErrors: /401/ });

  test("with a wrong password says so, and with none nothing is shown", async ({ page, world }) => {
    await page.goto(`${world.url}/installations/${home.id}`);
    await page.waitForURL("**/sign-in**");
    await page.getByLabel("Email").fill(people.owner.email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert").filter({ hasText: /./ }).first()).toBeVisible();
    const answer = await page.request.get(`${world.url}/api/stream?scope=fleet`);
    expect(answer.status()).toBe(401);
  });
});
