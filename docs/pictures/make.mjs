// Makes the README's SVG picture of a terminal from netaudit's real output. examples/reports/make.sh makes the report's picture.
//   node docs/pictures/make.mjs [netaudit's path, if it is built]
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, "../..");
const host = "examples/hosts/overlay-swarm-sw1.tar.gz";
const [program, ...before] = process.argv[2]
  ? [process.argv[2]]
  : ["dotnet", "run", "--project", join(repository, "module/Shell"), "--"];

// Returns the rows, then the line of counts, which goes to the error stream.
function netaudit(...words) {
  const run = spawnSync(program, [...before, ...words], { cwd: repository, encoding: "utf8" });
  if (run.status !== 0) {
    throw new Error(`netaudit ${words.join(" ")} ended with ${run.status}: ${run.stderr}`);
  }

  return run.stdout.trimEnd() + "\n\n" + run.stderr.trim();
}

const colors = { Error: "#ff7b72", Warning: "#e3b341", Information: "#79c0ff", Match: "#7ee787", Mismatch: "#ff7b72", Outdated: "#e3b341" };
// SVG collapses plain spaces.
const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll(" ", "\u00a0");

function paint(line) {
  const word = Object.keys(colors).find((name) => new RegExp(`^${name}\\b`).test(line));
  return word ? `<tspan fill="${colors[word]}">${word}</tspan>${escape(line.slice(word.length))}` : escape(line);
}

function terminal(lines) {
  const [column, row, margin, bar] = [8.43, 19, 18, 34];
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * column + 2 * margin);
  const height = lines.length * row + bar + 2 * margin;
  const text = lines.map((line, index) => `<text x="${margin}" y="${bar + margin + index * row}">${paint(line)}</text>`).join("\n");
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img"
     aria-label="netaudit findings in a terminal">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<circle cx="20" cy="17" r="6" fill="#ff5f56"/><circle cx="40" cy="17" r="6" fill="#ffbd2e"/><circle cx="60" cy="17" r="6" fill="#27c93f"/>
<g fill="#e6edf3" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14">
${text}
</g>
</svg>
`;
}

function findings() {
  const printed = netaudit("-NoColor", "-Command", `Get-OverlayFinding -Path ${host} -Severity Error`);
  return [`$ netaudit findings -Path ${host} -Severity Error`, ...printed.trimEnd().split("\n")];
}

writeFileSync(join(here, "terminal.svg"), terminal(findings()));
