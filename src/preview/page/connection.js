// Talks to the server. Every request carries the token of this page, and the browser adds its origin.

const token = document.querySelector("meta[name=brochure-token]").content;
export const hasEditor = document.querySelector("meta[name=brochure-editor]").content === "yes";

const post = (address, body, signal) =>
  fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Brochure-Token": token },
    body: JSON.stringify(body),
    cache: "no-store",
    signal,
  });

// Asks for an answer in JSON; null where there is none.
export async function ask(address, body) {
  const answer = await post(address, body);
  return answer.ok ? answer.json() : null;
}

export async function read(address, kind) {
  const answer = await fetch(address);
  return answer.ok ? answer[kind]() : null;
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Calls `told` with every state in a language until the signal is given, and `lost` with whether the server is gone.
export async function listen(language, told, lost, signal) {
  for (let wait = 250; !signal.aborted; wait = Math.min(wait * 2, 4000)) {
    try {
      const answer = await post("/events", { language }, signal);
      // Another preview on the same port has another token.
      if (answer.status === 403) location.reload();
      if (answer.ok) {
        lost(false);
        wait = 250;
        await readEvents(answer.body, told);
      }
    } catch {
      // The next try follows.
    }
    if (signal.aborted) return;
    lost(true);
    await pause(wait);
  }
}

async function readEvents(body, told) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const events = (rest + value).split("\n\n");
    rest = events.pop();
    for (const event of events) {
      if (event.startsWith("data: ")) told(JSON.parse(event.slice(6)));
    }
  }
}
