"use strict";

const path = require("node:path");

/**
 * How the language server is started.
 *
 * @param {{path?: string, lang?: string}} settings those of `dxplan.*`
 * @param {string | undefined} folder the folder that is open, if one is
 */
function launch(settings, folder) {
  const named = (settings.path || "").trim() || "dxplan";
  const isFile = named.includes("/") || named.includes(path.sep);
  const command = isFile && folder ? path.resolve(folder, named) : named;
  const args = settings.lang ? ["--lang", settings.lang] : [];
  return { command, args: ["lsp", ...args], options: folder ? { cwd: folder } : {} };
}

/** What the server is told when it starts; it asks for the same later by `workspace/configuration`. */
function told(settings) {
  const { data, register, events, asOf, lang } = settings;
  return { data: data || [], register: register || "", events: events || "", asOf: asOf || "", lang: lang || "" };
}

module.exports = { launch, told };
