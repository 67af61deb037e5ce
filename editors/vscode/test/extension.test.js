"use strict";

// The extension in a VS Code that only notes what is asked of it.

const assert = require("node:assert");
const fs = require("node:fs");
const Module = require("node:module");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { pathToFileURL } = require("node:url");

const BUNDLE = process.env.DXPLAN_BUNDLE || "../src/extension.js";

const address = (file) => ({ fsPath: file, scheme: "file", toString: () => pathToFileURL(file).href });

class Anything {}

class Disposable {
  static from = () => new Disposable();
  dispose() {}
}

class EventEmitter {
  event = () => ({ dispose() {} });
  fire() {}
  dispose() {}
}

/** Whatever nobody asked about: a class, a function, an empty list, and nothing to be waited for. */
function anything() {
  const known = { then: undefined, [Symbol.iterator]: () => [].values() };
  return new Proxy(class extends Anything {}, {
    get: (target, name) => (name in known ? known[name] : name in target ? target[name] : anything()),
    apply: () => ({ dispose() {} }),
  });
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  cancel() {}
  dispose() {}
}

class CodeActionKind {
  append() {
    return this;
  }
  static Empty = new CodeActionKind();
}

class Diagnostic {
  constructor(range, message) {
    this.message = message;
  }
}

function editor({ trusted, settings, folder = __dirname, documents = [] }) {
  const noted = { commands: {}, errors: [], ran: [], granted: [], changed: [], said: {}, watched: [] };
  const given = {
    CancellationTokenSource,
    CodeActionKind,
    Diagnostic,
    Disposable,
    EventEmitter,
    Uri: { file: address, parse: (text) => ({ toString: () => text }) },
    env: { appName: "a stand-in", language: "vi" },
    version: "1.82.0",
    commands: {
      registerCommand(name, run) {
        noted.commands[name] = run;
        return { dispose() {} };
      },
      executeCommand: async (...words) => noted.ran.push(words),
    },
    l10n: { t: (text, ...words) => text.replace(/\{(\d)\}/g, (_, at) => words[at]) },
    window: {
      createOutputChannel: () => ({ append() {}, appendLine() {}, show() {}, dispose() {} }),
      async showErrorMessage(text, button) {
        noted.errors.push(text);
        return button;
      },
    },
    workspace: {
      isTrusted: trusted,
      workspaceFolders: [{ name: "plan", index: 0, uri: address(folder) }],
      getConfiguration: (section) => ({
        get: (name, usual) => (section === "dxplan" ? settings[name] : usual),
      }),
      createFileSystemWatcher(pattern) {
        noted.watched.push(pattern);
        return anything();
      },
      onDidGrantWorkspaceTrust: (listen) => ({ dispose() {}, at: noted.granted.push(listen) }),
      onDidChangeConfiguration: (listen) => ({ dispose() {}, at: noted.changed.push(listen) }),
      textDocuments: documents,
    },
    languages: {
      match: (selectors, document) => (selectors.some((each) => each.language === document.languageId) ? 10 : 0),
      createDiagnosticCollection: () => ({
        set: (uri, found) => (noted.said[uri.toString()] = found.map((each) => each.message)),
        delete() {},
        clear() {},
        dispose() {},
      }),
    },
  };
  const wrap = (part) =>
    new Proxy(part, { get: (all, name) => (name in all ? all[name] : () => ({ dispose() {} })) });
  const parts = ["workspace", "window", "commands", "languages"];
  for (const name of parts) given[name] = wrap(given[name]);
  noted.vscode = new Proxy(given, { get: (all, name) => (name in all ? all[name] : anything()) });
  return noted;
}

/** The extension as a fresh module that sees this editor. */
function extension(noted) {
  const load = Module._load;
  Module._load = (name, ...rest) => (name === "vscode" ? noted.vscode : load(name, ...rest));
  try {
    for (const name of Object.keys(require.cache)) delete require.cache[name];
    return require(BUNDLE);
  } finally {
    Module._load = load;
  }
}

test("in a folder that is not trusted nothing is started", async () => {
  const noted = editor({ trusted: false, settings: { path: "/no/such/dxplan" } });
  await extension(noted).activate({ subscriptions: [] });
  await noted.commands["dxplan.restart"]();
  await noted.changed[0]({ affectsConfiguration: () => true });
  assert.deepStrictEqual(noted.errors, []);
});

test("a program that is not there is named, and the setting is opened", async () => {
  const noted = editor({ trusted: true, settings: { path: "/no/such/dxplan" } });
  const { activate, deactivate } = extension(noted);
  await activate({ subscriptions: [] });
  assert.strictEqual(noted.errors.length, 1);
  assert.match(noted.errors[0], /^`\/no\/such\/dxplan lsp` could not be started: .*ENOENT/);
  assert.deepStrictEqual(noted.ran, [["workbench.action.openSettings", "dxplan.path"]]);
  await deactivate();
});

test("it is started when the folder is trusted after all, and anew when the program is another", async () => {
  const noted = editor({ trusted: true, settings: { path: "/no/such/dxplan" } });
  await extension(noted).activate({ subscriptions: [] });
  await noted.granted[0]();
  await noted.changed[0]({ affectsConfiguration: (name) => name === "dxplan.data" });
  assert.strictEqual(noted.errors.length, 2);
  await noted.changed[0]({ affectsConfiguration: (name) => name === "dxplan.path" });
  assert.strictEqual(noted.errors.length, 3);
});

test("the server is started in the folder, told the settings, and stopped", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dxplan-"));
  process.env.DXPLAN_NOTES = path.join(folder, "notes");
  const server = path.join(__dirname, "..", "fixtures", "server.js");
  const settings = { path: server, data: ["reports.csv"], asOf: "2025-12-31", lang: "vi" };
  const noted = editor({ trusted: true, settings });
  const { activate, deactivate } = extension(noted);
  await activate({ subscriptions: [] });
  await deactivate();
  const told = { data: ["reports.csv"], register: "", events: "", asOf: "2025-12-31", lang: "vi" };
  const [started, ...rest] = fs.readFileSync(process.env.DXPLAN_NOTES, "utf8").trim().split("\n");
  assert.deepStrictEqual(JSON.parse(started), { args: ["lsp", "--lang", "vi"], cwd: __dirname, told });
  assert.deepStrictEqual([noted.errors, rest.map((each) => JSON.parse(each))], [[], ["shutdown"]]);
  fs.rmSync(folder, { recursive: true });
});

test("dxplan itself is started, and says what is wrong with what is open", { skip: !process.env.DXPLAN_PROGRAM }, async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dxplan kế hoạch "));
  const uri = address(path.join(folder, "xã.dxplan"));
  const text = 'đơn vị xa "Ủy ban nhân dân xã"\nđơn vị xa "Ủy ban nhân dân xã"\n';
  fs.writeFileSync(uri.fsPath, text);
  const open = { uri, languageId: "dxplan", version: 1, getText: () => text };
  const settings = { path: process.env.DXPLAN_PROGRAM, data: [], lang: "en" };
  const noted = editor({ trusted: true, settings, folder, documents: [open] });
  const { activate, deactivate } = extension(noted);
  await activate({ subscriptions: [] });
  const until = Date.now() + 20000;
  while (!noted.said[uri.toString()]?.length && Date.now() < until) await new Promise((go) => setTimeout(go, 50));
  await deactivate();
  assert.deepStrictEqual(noted.errors, []);
  assert.match(noted.said[uri.toString()]?.[0] ?? "", /^the unit `xa` is declared twice/);
  assert.deepStrictEqual(noted.watched, ["**/*.dxplan", "**/plan.toml", "**/*.lock.json"]);
  assert.deepStrictEqual(fs.readdirSync(folder), ["xã.dxplan"]);
  fs.rmSync(folder, { recursive: true });
});
