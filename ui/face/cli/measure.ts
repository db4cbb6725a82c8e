/** Measures the pipeline of the phone app on a folder `person/image`; see `USAGE`. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import type { ModelFile, PassiveInput } from "../src/types.ts";
import { loadEngine } from "./load.ts";
import { plot } from "./plot.ts";
import { compareSingles, compareTemplates } from "./protocols.ts";
import { passiveReport, report } from "./report.ts";
import { look, lookAtFolder } from "./samples.ts";

const USAGE = `node cli/run.mjs measure FOLDER [--out FOLDER] [--passive FOLDER] [--attacks FOLDER]

FOLDER      pictures as person/image (JPEG, PNG), one face in each
--out       where report.txt and scores.svg go; default: target/faces
--passive   a folder of passive models (.onnx) with a passive.json beside them: {"file": {"crop": 2.7, "size": 80,
            "order": "bgr", "scale": 255, "live": 1, "threshold": 0.5}}
--attacks   a folder of pictures of pictures, which the passive models should refuse
`;

/** Where the report goes if nothing else is said. */
const OUT = path.join(import.meta.dirname, "../../../target/faces");

interface Wanted {
  folder: string;
  out: string;
  passive: string | null;
  attacks: string | null;
}

export async function main(args: string[]): Promise<void> {
  const wanted = parse(args);
  if (!wanted) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const passive = wanted.passive ? await passiveModels(wanted.passive) : [];
  const loaded = await loadEngine(passive);
  loaded.engine.stages = { detect: [], embed: [], passive: [] };
  const { people, rejected } = await lookAtFolder(loaded, wanted.folder);
  const singles = compareSingles(people);
  const templates = compareTemplates(people, loaded.policy.thresholds.frames);
  let text = report({ loaded, people, rejected, singles, templates });
  if (passive.length) {
    const attacks = wanted.attacks ? await look(loaded, wanted.attacks) : [];
    text += passiveReport([...people.values()].flat(), attacks);
  }
  await mkdir(wanted.out, { recursive: true });
  await writeFile(path.join(wanted.out, "report.txt"), text);
  await writeFile(
    path.join(wanted.out, "scores.svg"),
    plot(singles, loaded.policy.thresholds.match, loaded.strict),
  );
  process.stdout.write(`${text}\nreport.txt and scores.svg are in ${wanted.out}\n`);
}

function parse(args: string[]): Wanted | null {
  const wanted: Wanted = { folder: "", out: OUT, passive: null, attacks: null };
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (!arg.startsWith("--")) {
      if (wanted.folder) return null;
      wanted.folder = arg;
      continue;
    }
    const value = args[++i];
    if (value === undefined) return null;
    if (arg === "--out") wanted.out = value;
    else if (arg === "--passive") wanted.passive = value;
    else if (arg === "--attacks") wanted.attacks = value;
    else return null;
  }
  return wanted.folder ? wanted : null;
}

async function passiveModels(folder: string): Promise<(ModelFile & { file: string })[]> {
  const inputs = JSON.parse(await readFile(path.join(folder, "passive.json"), "utf8")) as Record<
    string,
    PassiveInput
  >;
  return Object.entries(inputs).map(([name, input]) => {
    const file = path.join(folder, name);
    return { name, role: "passive", url: file, sha256: "", bytes: 0, input, file };
  });
}
