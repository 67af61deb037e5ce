"use strict";

const { commands, l10n, window, workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { launch, told } = require("./launch");

/** @type {LanguageClient | undefined} */
let client;

function settings() {
  const found = workspace.getConfiguration("dxplan");
  const names = ["path", "data", "register", "events", "asOf", "lang"];
  return Object.fromEntries(names.map((name) => [name, found.get(name)]));
}

async function start() {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const server = launch(settings(), folder);
  client = new LanguageClient("dxplan", "dxplan", server, {
    documentSelector: [
      { scheme: "file", language: "dxplan" },
      { scheme: "untitled", language: "dxplan" },
    ],
    initializationOptions: told(settings()),
    // Which files are watched, the server says.
    synchronize: { configurationSection: "dxplan" },
  });
  const starting = client;
  // What goes wrong before the server answers is said once, by `tell`; it stands in the log in any case.
  starting.error = (...words) => LanguageClient.prototype.error.call(starting, words[0], words[1], false);
  try {
    await starting.start();
    delete starting.error;
  } catch (error) {
    client = undefined;
    await tell(server.command, error);
  }
}

async function tell(command, error) {
  const said = l10n.t("`{0} lsp` could not be started: {1}", command, String(error?.message ?? error));
  const open = l10n.t("Open the settings");
  if ((await window.showErrorMessage(said, open)) === open) {
    await commands.executeCommand("workbench.action.openSettings", "dxplan.path");
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

/** Rules are coloured in any case; a program is started in folders only that the user trusts. */
async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("dxplan.restart", () => (workspace.isTrusted ? restart() : undefined)),
    workspace.onDidGrantWorkspaceTrust(restart),
    workspace.onDidChangeConfiguration((change) => {
      const restarts = ["dxplan.path", "dxplan.lang"].some((name) => change.affectsConfiguration(name));
      return restarts && workspace.isTrusted ? restart() : undefined;
    }),
  );
  if (workspace.isTrusted) {
    await start();
  }
}

module.exports = { activate, deactivate: stop };
