// The baseline of llm-rooms: node-llama-cpp with one context of eight sequences, told on standard input what to do.
//   node rooms.mjs MODEL SEQUENCES      then lines "PROMPT COUNT"; answers "seconds tokens"
import { createInterface } from "node:readline";
import { getLlama } from "node-llama-cpp";

const [file, count] = [process.argv[2], Number(process.argv[3])];
const llama = await getLlama({ gpu: false, build: "never", skipDownload: true, logLevel: "error", maxThreads: 1 });
const model = await llama.loadModel({ modelPath: file });
const context = await model.createContext({ sequences: count, contextSize: 512, batchSize: 512, threads: 1 });
const sequences = Array.from({ length: count }, () => context.getSequence());
console.log("ready");

async function answer(sequence, number, prompt, most) {
  await sequence.clearHistory();
  const tokens = Array.from({ length: prompt }, (_, i) => 300 + ((i * 7 + number * 13) % 200));
  let generated = 0;
  for await (const _ of sequence.evaluate(tokens, { temperature: 0 })) {
    if (++generated === most) break;
  }
  return generated;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [prompt, most] = line.split(" ").map(Number);
  const start = performance.now();
  const generated = await Promise.all(sequences.map((sequence, number) => answer(sequence, number, prompt, most)));
  console.log(`${(performance.now() - start) / 1000} ${generated.reduce((sum, one) => sum + one, 0)}`);
}
process.exit(0);
