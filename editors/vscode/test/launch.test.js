"use strict";

const assert = require("node:assert");
const path = require("node:path");
const test = require("node:test");
const { launch, told } = require("../src/launch");

const HERE = path.resolve("/somewhere/plan");

test("a name is looked for on the path", () => {
  const found = launch({ path: " ", lang: "" }, HERE);
  assert.deepStrictEqual(found, { command: "dxplan", args: ["lsp"], options: { cwd: HERE } });
});

test("a relative file begins at the folder that is open", () => {
  const found = launch({ path: ".venv/bin/dxplan", lang: "vi" }, HERE);
  assert.strictEqual(found.command, path.join(HERE, ".venv", "bin", "dxplan"));
  assert.deepStrictEqual(found.args, ["lsp", "--lang", "vi"]);
});

test("without a folder nothing is made of a relative file", () => {
  assert.deepStrictEqual(launch({ path: "./dxplan" }, undefined), {
    command: "./dxplan",
    args: ["lsp"],
    options: {},
  });
});

test("the server is told what its settings are called, and nothing of the program", () => {
  assert.deepStrictEqual(told({ path: "x", data: ["a.csv"], asOf: "2025-12-31" }), {
    data: ["a.csv"],
    register: "",
    events: "",
    asOf: "2025-12-31",
    lang: "",
  });
});
