// A line that takes job orders over MQTT, written from spec/LINE-PROTOCOL.md alone (L1 to L32 are its rules).
// node line.mjs <broker> <prefix> <folder> <capacity> <milliseconds a piece> <work master>
// Commands on standard input: "hold-answers on|off", "hold-production on|off". A closed input ends it in an orderly way.
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { randomUUID } from 'node:crypto';
import mqtt from 'mqtt';

const [broker, prefix, folder, capacity, pieceMillis, workMaster] = process.argv.slice(2);
const topic = (name) => `${prefix}/_joborder_v1/${name}`;
const bootId = randomUUID(); // L7
const file = `${folder}/jobs.json`;
const jobs = new Map(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : []);
const made = `${folder}/made.ndjson`; // what was made is what counts
const pieces = existsSync(made) ? readFileSync(made, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
for (const [id, job] of jobs) {
  const good = pieces.filter((piece) => piece.jobOrderId === id).length;
  if (good !== job.good) Object.assign(job, { good, reports: job.reports + 1 }); // killed before it was written down
}
let holdAnswers = false;
let holdProduction = false;

const States = { NotAllowedToStart: 1, AllowedToStart: 2, Running: 3, Interrupted: 4, Ended: 5, Aborted: 6 };
const Bits = { done: 1, unknown: 2, state: 8, unable: 16, invalid: 2 ** 32 }; // L20
const Commands = { // L14: from which states to which one
  Start: { from: [1], to: 'AllowedToStart' },
  RevokeStart: { from: [2], to: 'NotAllowedToStart' },
  Pause: { from: [3], to: 'Interrupted', sub: ['Suspended', 2] },
  Resume: { from: [4], to: 'Running' },
  Stop: { from: [3, 4], to: 'Ended', sub: ['Closed', 2] },
  Abort: { from: [1, 2, 3, 4], to: 'Aborted' },
  Cancel: { from: [1, 2] },
  Clear: { from: [5, 6] },
};

// L18: before anything is said.
function save() {
  writeFileSync(`${file}.new`, JSON.stringify([...jobs]));
  renameSync(`${file}.new`, file);
}

// L9: JSON.parse makes 11 of 11.0.
const parse = (text) => JSON.parse(text.replace(/("Value"\s*:\s*)(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(?=\s*[,}])/g,
  (all, key, number) => (/[.eE]/.test(number) ? `${key}{"real":${number}}` : all)));

const envelope = (type) => ({
  MessageId: randomUUID(), MessageType: type, PublisherId: prefix, Timestamp: new Date().toISOString(),
});
const properties = { contentType: 'application/json', payloadFormatIndicator: true }; // L3
const status = (word) => JSON.stringify({ ...envelope('ua-status'), Status: word, BootId: bootId });

function response(job) {
  const number = States[job.state];
  const state = [{ StateText: { Text: job.state }, StateNumber: number }];
  if (job.sub) {
    state.push({ BrowsePath: `${job.state}Substates`, StateText: { Text: job.sub[0] }, StateNumber: job.sub[1] });
  }
  const wanted = (job.order.MaterialRequirements ?? []).find((m) => m.MaterialUse === 'Produced') ?? {};
  return {
    JobResponseID: `${job.order.JobOrderID}#${job.reports}`, // L26
    JobOrderID: job.order.JobOrderID,
    ...(job.startTime && { StartTime: job.startTime }),
    ...(job.endTime && { EndTime: job.endTime }),
    JobState: state,
    JobResponseData: [{ ID: 'ScrapQuantity', Value: 0 }],
    MaterialActuals: [{ ...wanted, MaterialUse: 'Produced', Quantity: String(job.good) }],
  };
}

function publish(name, body, retain) {
  if (client.connected) { // L29: what can not be said now is said when connected
    client.publish(name, body, { qos: 1, retain, properties: body ? properties : {} });
  }
}

const say = (job) => publish(topic(`jobstate/${job.order.JobOrderID}`),
  JSON.stringify({ ...envelope('ua-event'), BootId: bootId, JobResponse: response(job) }), true);

function enter(job, state, sub) {
  job.state = state;
  job.sub = sub;
  job.reports++;
  if (state === 'Running') job.startTime ??= new Date().toISOString();
  if (state === 'Ended' || state === 'Aborted') job.endTime = new Date().toISOString();
  save();
  say(job);
}

const refuse = (bit, text) => ({ ReturnStatus: bit, Text: text });
const done = { ReturnStatus: Bits.done };
const isText = (value) => typeof value === 'string' && value !== '';

function store(name, order) {
  const id = order?.JobOrderID;
  if (!isText(id) || /[+#/\p{Cc}]/u.test(id)) return refuse(Bits.invalid, 'JobOrderID: must be an id');
  if (order.WorkMasterID?.[0]?.ID !== workMaster) return refuse(Bits.invalid, 'WorkMasterID: must be one that the line has');
  const known = jobs.get(id);
  if (name === 'Update') {
    if (!known) return refuse(Bits.unknown, `JobOrderID: unknown, was '${id}'`);
    if (States[known.state] > 2) return refuse(Bits.state, `Update: not while ${known.state}`);
    known.order = order;
    enter(known, known.state, known.sub);
    return done;
  }
  if (known) return refuse(Bits.unable, `JobOrderID: the line knows '${id}' already`); // L17
  if ([...jobs.values()].filter((job) => States[job.state] < 5).length >= Number(capacity)) {
    return refuse(Bits.unable, `the line keeps at most ${capacity} job orders`);
  }
  const job = { order, good: 0, reports: 0 };
  jobs.set(id, job);
  enter(job, name === 'Store' ? 'NotAllowedToStart' : 'AllowedToStart');
  return done;
}

function command(name, id) {
  const job = jobs.get(id);
  if (!job) return refuse(Bits.unknown, `JobOrderID: unknown, was '${id}'`);
  const rule = Commands[name];
  if (!rule.from.includes(States[job.state])) return refuse(Bits.state, `${name}: not while ${job.state}`);
  if (rule.to) {
    enter(job, rule.to, rule.sub);
  } else { // L16, L28
    jobs.delete(id);
    save();
    publish(topic(`jobstate/${id}`), '', true);
  }
  return done;
}

function answer(action) {
  const { Name: name, Payload: payload } = action ?? {};
  if (!isText(name) || typeof payload !== 'object' || payload === null) return refuse(Bits.invalid, 'Messages[0]: must have Name and Payload');
  if (['Store', 'StoreAndStart', 'Update'].includes(name)) return store(name, payload.JobOrder);
  if (name === 'RequestJobResponseByJobOrderState') {
    if (!Array.isArray(payload.JobOrderState)) return refuse(Bits.invalid, 'JobOrderState: must be a list of states');
    const wanted = payload.JobOrderState.filter((state) => !state.BrowsePath).map((state) => state.StateNumber);
    return { ...done, JobResponses: [...jobs.values()].filter((job) => wanted.includes(States[job.state])).map(response) };
  }
  if (name !== 'RequestJobResponseByJobOrderID' && !Object.hasOwn(Commands, name)) return refuse(Bits.invalid, `Name: unknown, was '${name}'`);
  if (!isText(payload.JobOrderID)) return refuse(Bits.invalid, 'JobOrderID: must be text');
  if (name in Commands) return command(name, payload.JobOrderID);
  const job = jobs.get(payload.JobOrderID);
  return job ? { ...done, JobResponse: response(job) } : refuse(Bits.unknown, `JobOrderID: unknown, was '${payload.JobOrderID}'`);
}

function handle(payload, packet) {
  let request = {};
  try { request = parse(payload.toString('utf8')) ?? {}; } catch { /* answered as invalid, when there is an address */ }
  const address = request.ResponseAddress ?? packet.properties?.responseTopic;
  if (!isText(address) || /^\$|[+#\p{Cc}]/u.test(address) || address.split('/').includes('_joborder_v1')) return; // L13
  const correlation = packet.properties?.correlationData ?? Buffer.from(request.CorrelationData ?? '', 'hex');
  const action = request.Messages?.[0];
  const result = request.MessageType === 'ua-action-request' && request.Messages?.length === 1
    ? answer(action) : refuse(Bits.invalid, 'message: must be an action-request with one entry in Messages');
  if (holdAnswers || !client.connected) return;
  const { RequestId, ActionTargetId, Name } = action ?? {}; // L19
  const reply = {
    ...envelope('ua-action-response'), RequestorId: request.RequestorId, CorrelationData: correlation.toString('hex'),
    Messages: [{ RequestId, ActionTargetId, Name, Payload: result }],
  };
  client.publish(address, JSON.stringify(reply), { qos: 1, properties: { ...properties, correlationData: correlation } });
}

function produce() {
  const all = [...jobs.values()];
  const job = all.find((j) => j.state === 'Running') ?? all.find((j) => j.state === 'AllowedToStart');
  if (job && !holdProduction) {
    if (job.state === 'AllowedToStart') {
      enter(job, 'Running');
    } else {
      const parameters = Object.fromEntries((job.order.JobOrderParameters ?? []).map((p) => [p.ID, p.Value]));
      job.good++;
      job.reports++;
      appendFileSync(made, `${JSON.stringify({ jobOrderId: job.order.JobOrderID, unit: job.good, parameters })}\n`);
      save();
      const wanted = job.order.MaterialRequirements.find((m) => m.MaterialUse === 'Produced').Quantity; // L10
      if (job.good >= Number(wanted)) enter(job, 'Ended', ['Completed', 1]); else say(job);
    }
  }
  setTimeout(produce, Number(pieceMillis));
}

const client = mqtt.connect(broker, { // L4
  protocolVersion: 5, clientId: `line-${prefix.replaceAll('/', '-')}`, clean: true, keepalive: 15,
  reconnectPeriod: 200, queueQoSZero: false, resubscribe: false,
  will: { topic: topic('status'), payload: status('Disabled'), qos: 1, retain: true, properties },
});
client.on('error', () => {}); // it tries again (L31)
client.on('message', (name, payload, packet) => { if (name === topic('action-request')) handle(payload, packet); });
client.on('connect', () => client.subscribe(topic('action-request'), { qos: 1 }, (error) => {
  if (error) return;
  publish(topic('status'), status('Operational'), true); // L5
  for (const job of jobs.values()) say(job);
}));
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [what, how] = line.split(' ');
    if (what === 'hold-answers') holdAnswers = how === 'on';
    if (what === 'hold-production') holdProduction = how === 'on';
    console.log(line);
  })
  .on('close', () => client.publish(topic('status'), status('Disabled'), { qos: 1, retain: true, properties },
    () => client.end(false, {}, () => process.exit(0)))); // L6
produce();
