// A machine with OPC 10031-4 V2 job control on node-opcua, a stack that shares nothing with ours.
//   node line.mjs <port> <control port> <folder> <None|SignAndEncrypt> <capacity> <piece millis> <work master>
// Control over HTTP on loopback: GET /made, POST /hold-answers?on=true, POST /hold-production?on=true,
// POST /return-status?dialect=enum.
import http from "node:http";
import path from "node:path";
import {
  DataType, MessageSecurityMode, OPCUACertificateManager, OPCUAServer, SecurityPolicy, StatusCodes, Variant,
  VariantArrayType, nodesets,
} from "node-opcua";
import { INVALID_REQUEST, INVALID_STATE, JobControl, OK, STATES, UNABLE_TO_ACCEPT, UNKNOWN_JOB_ORDER } from "./jobs.mjs";

const [port, controlPort, folder, security, capacity, pieceMillis, workMaster] = process.argv.slice(2);
const NAMESPACE = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/";
const ONE_ARGUMENT = ["Start", "RevokeStart", "Pause", "Resume", "Stop", "Abort", "Cancel", "Clear"];

const certificates = new OPCUACertificateManager({ rootFolder: path.join(folder, "pki"), automaticallyAcceptUnknownCertificate: false });
await certificates.initialize();
const server = new OPCUAServer({
  port: Number(port),
  hostname: "127.0.0.1",
  serverCertificateManager: certificates,
  nodeset_filename: [nodesets.standard, nodesets.isa95JobControl],
  securityModes: [security === "None" ? MessageSecurityMode.None : MessageSecurityMode.SignAndEncrypt],
  securityPolicies: security === "None"
    ? [SecurityPolicy.None]
    : [SecurityPolicy.Basic256Sha256, SecurityPolicy.Aes128_Sha256_RsaOaep, SecurityPolicy.Aes256_Sha256_RsaPss],
  disableDiscovery: false,
});
await server.initialize();

const space = server.engine.addressSpace;
const index = space.getNamespaceIndex(NAMESPACE);
const struct = (name, fields) => space.constructExtensionObject(space.findDataType(name, index), fields);
const events = space.getOwnNamespace().addEventType({
  browseName: "MachineJobOrderStatusEventType",
  subtypeOf: space.findNode(`ns=${index};i=1006`),
});
const receiver = space.findObjectType("ISA95JobOrderReceiverSubStatesType", index).instantiate({
  browseName: "JobOrderControl",
  organizedBy: space.rootFolder.objects,
  optionals: ["Store", "StoreAndStart", "Update", ...ONE_ARGUMENT],
  eventSourceOf: space.rootFolder.objects.server,
});
const provider = space.findObjectType("ISA95JobResponseProviderObjectType", index).instantiate({
  browseName: "JobOrderResults",
  organizedBy: space.rootFolder.objects,
});
const control = new JobControl({ folder, capacity: Number(capacity), pieceMillis: Number(pieceMillis), workMaster, changed });
const orders = new Map(); // as they came; a machine that starts again tells of them what its own file has
let dialect = "bitmap";
let waitingAnswers;

function orderOf(job) {
  return orders.get(job.id) ?? struct("ISA95JobOrderDataType", { jobOrderID: job.id });
}

const state = (number) => struct("ISA95StateDataType", { stateText: { text: STATES[number] }, stateNumber: number });

const variable = (name, dataType, arrayType, value) => receiver.getChildByName(name, index)
  .bindVariable({ get: () => new Variant({ dataType, arrayType, value: value() }) }, true);
variable("MaxDownloadableJobOrders", DataType.UInt16, VariantArrayType.Scalar, () => Number(capacity));
variable("JobOrderList", DataType.ExtensionObject, VariantArrayType.Array, () => [...control.jobs.values()].map((job) =>
  struct("ISA95JobOrderAndStateDataType", { jobOrder: orderOf(job), state: [state(job.state)] })));

function response(job) {
  return struct("ISA95JobResponseDataType", {
    jobResponseID: `${job.id}-1`,
    jobOrderID: job.id,
    jobState: [state(job.state)],
    startTime: job.started ? new Date(job.started) : undefined,
    endTime: job.ended ? new Date(job.ended) : undefined,
    materialActuals: [struct("ISA95MaterialDataType", {
      materialDefinitionID: job.material, materialUse: "Produced", quantity: String(job.good),
    })],
  });
}

function changed(job) {
  receiver.raiseEvent(events, {
    sourceName: { dataType: DataType.String, value: "JobOrderControl" },
    message: { dataType: DataType.LocalizedText, value: { text: `${job.id} ${STATES[job.state]}` } },
    severity: { dataType: DataType.UInt16, value: 100 },
    jobOrder: { dataType: DataType.ExtensionObject, value: orderOf(job) },
    jobState: { dataType: DataType.ExtensionObject, arrayType: VariantArrayType.Array, value: [state(job.state)] },
    jobResponse: { dataType: DataType.ExtensionObject, value: response(job) },
  });
}

// JSON does not tell 11.0 from 11: a real number is written as { "real": 11 }.
function plain(variant) {
  switch (variant.dataType) {
    case DataType.Int64:
    case DataType.UInt64:
      return Number((BigInt(variant.value[0]) << 32n) | BigInt(variant.value[1]));
    case DataType.Double:
    case DataType.Float:
      return { real: variant.value };
    default:
      return variant.value;
  }
}

function ordered(structure) {
  const produced = (structure.materialRequirements ?? []).find((one) => one.materialUse === "Produced");
  return {
    id: structure.jobOrderID,
    workMaster: structure.workMasterID?.[0]?.ID,
    ...(produced?.quantity === undefined ? {} : { quantity: Number(produced.quantity) }),
    material: produced?.materialDefinitionID,
    parameters: Object.fromEntries((structure.jobOrderParameters ?? []).map((one) => [one.ID, plain(one.value)])),
  };
}

// OPC 10031-4 Annex B.2: a refusal is Uncertain with its ReturnStatus, never Bad.
function bind(object, method, handler) {
  object.getMethodByName(method, index).bindMethod(async (inputs, context, callback) => {
    const { status, outputs = [] } = handler(...inputs.map((input) => input.value));
    await waitingAnswers?.promise;
    callback(null, {
      statusCode: status === OK ? StatusCodes.Good : StatusCodes.Uncertain,
      outputArguments: [...outputs, { dataType: DataType.UInt64, arrayType: VariantArrayType.Scalar, value: returnStatus(status) }],
    });
  });
}

// Some servers number the bits of Annex B.2 instead of setting them; for them 0 is no error.
const PLAIN = { [OK]: 0n, [UNKNOWN_JOB_ORDER]: 1n, [INVALID_STATE]: 3n, [UNABLE_TO_ACCEPT]: 4n, [INVALID_REQUEST]: 32n };
const returnStatus = (status) => uint64(dialect === "enum" ? PLAIN[status] : status);
const uint64 = (value) => [Number(value >> 32n), Number(value & 0xffffffffn)];
const status = (value) => ({ status: value });

function taken(order, result) {
  if (result === OK) orders.set(order.jobOrderID, order);
  return status(result);
}

bind(receiver, "Store", (order) => taken(order, control.store(ordered(order), false)));
bind(receiver, "StoreAndStart", (order) => taken(order, control.store(ordered(order), true)));
bind(receiver, "Update", (order) => taken(order, control.update(ordered(order))));
bind(receiver, "Cancel", (id) => status(control.cancel(id)));
bind(receiver, "Clear", (id) => status(control.clear(id)));
for (const method of ["Start", "RevokeStart", "Pause", "Resume", "Stop", "Abort"]) {
  bind(receiver, method, (id) => status(control.move(method, id)));
}
bind(provider, "RequestJobResponseByJobOrderID", (id) => {
  const job = control.jobs.get(id);
  const answer = job ? response(job) : struct("ISA95JobResponseDataType", { jobResponseID: "", jobOrderID: "", jobState: [] });
  return { status: job ? OK : UNKNOWN_JOB_ORDER, outputs: [{ dataType: DataType.ExtensionObject, value: answer }] };
});
bind(provider, "RequestJobResponseByJobOrderState", (states) => {
  const wanted = new Set(states.map((one) => one.stateNumber));
  const found = [...control.jobs.values()].filter((job) => wanted.has(job.state)).map(response);
  return { status: OK, outputs: [{ dataType: DataType.ExtensionObject, arrayType: VariantArrayType.Array, value: found }] };
});

http.createServer((request, answer) => {
  const url = new URL(request.url, "http://localhost");
  const on = url.searchParams.get("on") === "true";
  if (url.pathname === "/made") {
    answer.end(JSON.stringify(control.made()));
    return;
  }
  if (url.pathname === "/hold-answers") {
    waitingAnswers?.resolve();
    waitingAnswers = on ? withResolvers() : undefined;
  } else if (url.pathname === "/hold-production") {
    control.held = on;
  } else if (url.pathname === "/return-status") {
    dialect = url.searchParams.get("dialect");
  } else {
    answer.statusCode = 404;
  }
  answer.end();
}).listen(Number(controlPort), "127.0.0.1");

function withResolvers() {
  let resolve;
  const promise = new Promise((done) => { resolve = done; });
  return { promise, resolve };
}

process.on("SIGTERM", () => server.shutdown(0, () => process.exit(0)));
await server.start();
control.run();
console.log("ready");
