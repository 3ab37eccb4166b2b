// The job control of a machine that keeps its jobs and its made pieces in files, so that it can be killed at any moment.
import fs from "node:fs";
import path from "node:path";

export const OK = 1n;
export const UNKNOWN_JOB_ORDER = 1n << 1n;
export const INVALID_STATE = 1n << 3n;
export const UNABLE_TO_ACCEPT = 1n << 4n;
export const INVALID_REQUEST = 1n << 32n;

export const STATES = ["", "NotAllowedToStart", "AllowedToStart", "Running", "Interrupted", "Ended", "Aborted"];
const [WAITING, ALLOWED, RUNNING, INTERRUPTED, ENDED, ABORTED] = [1, 2, 3, 4, 5, 6];

// OPC 10031-4 6.2.1: which method may be called in which state, and the state that follows.
const MOVES = {
  Start: { [WAITING]: ALLOWED },
  RevokeStart: { [ALLOWED]: WAITING },
  Pause: { [RUNNING]: INTERRUPTED },
  Resume: { [INTERRUPTED]: RUNNING },
  Stop: { [RUNNING]: ENDED, [INTERRUPTED]: ENDED },
  Abort: { [WAITING]: ABORTED, [ALLOWED]: ABORTED, [RUNNING]: ABORTED, [INTERRUPTED]: ABORTED },
};

export class JobControl {
  constructor({ folder, capacity, pieceMillis, workMaster, changed }) {
    Object.assign(this, { capacity, pieceMillis, workMaster, changed, held: false });
    this.file = path.join(folder, "jobs.json");
    this.ledger = path.join(folder, "made.ndjson");
    this.jobs = new Map(fs.existsSync(this.file) ? JSON.parse(fs.readFileSync(this.file, "utf8")) : []);
    const made = this.made();
    for (const job of this.jobs.values()) {
      job.good = made.filter((piece) => piece.jobOrderId === job.id).length;
    }
  }

  run() {
    this.timer = setInterval(() => this.tick(), this.pieceMillis);
  }

  made() {
    return fs.existsSync(this.ledger)
      ? fs.readFileSync(this.ledger, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line))
      : [];
  }

  store(order, startAtOnce) {
    if (this.jobs.has(order.id)) return UNABLE_TO_ACCEPT;
    if (!this.runs(order)) return INVALID_REQUEST;
    const open = [...this.jobs.values()].filter((job) => job.state < ENDED).length;
    if (open >= this.capacity) return UNABLE_TO_ACCEPT;
    this.keep({ quantity: 1, ...order, state: startAtOnce ? ALLOWED : WAITING, good: 0 });
    return OK;
  }

  // An order need not name the only work master, nor how many pieces.
  runs({ workMaster = this.workMaster, quantity = 1 }) {
    return workMaster === this.workMaster && quantity > 0;
  }

  update(order) {
    const job = this.jobs.get(order.id);
    if (!job) return UNKNOWN_JOB_ORDER;
    if (job.state > ALLOWED) return INVALID_STATE;
    this.keep({ ...job, ...order });
    return OK;
  }

  move(method, id) {
    const job = this.jobs.get(id);
    if (!job) return UNKNOWN_JOB_ORDER;
    const next = MOVES[method][job.state];
    if (!next) return INVALID_STATE;
    this.keep({ ...job, state: next, ended: next >= ENDED ? new Date().toISOString() : job.ended });
    return OK;
  }

  cancel(id) {
    return this.forget(id, (state) => state <= ALLOWED);
  }

  clear(id) {
    return this.forget(id, (state) => state >= ENDED);
  }

  forget(id, allowed) {
    const job = this.jobs.get(id);
    if (!job) return UNKNOWN_JOB_ORDER;
    if (!allowed(job.state)) return INVALID_STATE;
    this.jobs.delete(id);
    this.save();
    return OK;
  }

  tick() {
    if (this.held) return;
    const job = [...this.jobs.values()].find((one) => one.state === RUNNING)
      ?? [...this.jobs.values()].find((one) => one.state === ALLOWED);
    if (!job) return;
    if (job.state === ALLOWED) {
      this.keep({ ...job, state: RUNNING, started: new Date().toISOString() });
      return;
    }
    const unit = job.good + 1;
    fs.appendFileSync(this.ledger, JSON.stringify({ jobOrderId: job.id, unit, parameters: job.parameters }) + "\n");
    const last = unit >= job.quantity;
    this.keep({ ...job, good: unit, ...(last ? { state: ENDED, ended: new Date().toISOString() } : {}) });
  }

  keep(job) {
    this.jobs.set(job.id, job);
    this.save();
    this.changed(job);
  }

  save() {
    fs.writeFileSync(this.file + ".new", JSON.stringify([...this.jobs]));
    fs.renameSync(this.file + ".new", this.file);
  }
}
