// Drives a line's job control over SignAndEncrypt from another stack, and holds its nodes against the published model.
//   node client.mjs <endpoint> <folder> <work master>
// The folder has pki/trusted/certs. One line per check; the exit code is the number of failed ones, 99 without a session.
import path from "node:path";
import {
  AttributeIds, BrowseDirection, ClientSubscription, DataType, MessageSecurityMode, MonitoringMode,
  OPCUACertificateManager, OPCUAClient, SecurityPolicy, StatusCodes, TimestampsToReturn, VariantArrayType, coerceNodeId,
  constructEventFilter, ofType,
} from "node-opcua";
import { Model } from "./model.mjs";

const [endpoint, folder, workMaster] = process.argv.slice(2);
const NAMESPACE = "http://opcfoundation.org/UA/ISA95-JOBCONTROL_V2/";
let failed = 0;

function check(clause, what, wanted, was) {
  const [left, right] = [wanted, was].map((value) => JSON.stringify(value));
  if (left !== right) failed++;
  console.log(left === right ? `ok ${clause}: ${what}` : `FAILED ${clause}: ${what}: must be ${left}, was ${right}`);
}

const certificates = new OPCUACertificateManager({ rootFolder: path.join(folder, "pki"), automaticallyAcceptUnknownCertificate: false });
await certificates.initialize();
const client = OPCUAClient.create({
  applicationName: "lineside-peer",
  clientCertificateManager: certificates,
  securityMode: MessageSecurityMode.SignAndEncrypt,
  securityPolicy: SecurityPolicy.Basic256Sha256,
  discoveryUrl: `${endpoint}/discovery`,
  connectionStrategy: { maxRetry: 0 },
});
let session;
try {
  await client.connect(endpoint);
  session = await client.createSession();
} catch (e) {
  console.log(`no session: ${e.message}`);
  process.exit(99);
}
const table = await session.readNamespaceArray();
const index = session.getNamespaceIndex(NAMESPACE);
const published = (id) => `ns=${index};i=${id}`;
const read = async (nodeId, attributeId) => (await session.read({ nodeId, attributeId })).value.value;
check("OPC 10000-4 5.5", "the session is signed and encrypted", MessageSecurityMode.SignAndEncrypt, client.securityMode);
check("OPC 10031-4", "the namespace is served", true, index > 0 && table.includes(NAMESPACE));

async function targets(nodeId, referenceTypeId, browseDirection = BrowseDirection.Forward) {
  return (await session.browse({ nodeId, referenceTypeId, browseDirection, resultMask: 63, includeSubtypes: true })).references;
}

async function child(nodeId, name) {
  return (await targets(nodeId, "HierarchicalReferences")).find((one) => one.browseName.name === name)?.nodeId;
}

async function name(nodeId) {
  return (await read(nodeId, AttributeIds.BrowseName)).name;
}

async function named(list, describe) {
  return Promise.all(list.map(async (one) => describe(one, await name(one.dataType))));
}

async function argumentsOf(method, which) {
  const property = await child(method, which);
  return property ? named(await read(property, AttributeIds.Value), (one, type) => ({ name: one.name, type, rank: one.valueRank })) : [];
}

const control = await child("ObjectsFolder", "JobOrderControl");
const results = await child("ObjectsFolder", "JobOrderResults");
const methods = {};

async function holdAgainstTheModel() {
  const model = await Model.load(NAMESPACE);
  for (const type of model.objectTypes()) {
    const [base] = await targets(published(type.id), "HasSubtype", BrowseDirection.Inverse);
    check("OPC 10031-4 ObjectTypes", `${type.name} i=${type.id}`, type, {
      id: type.id, name: await name(published(type.id)), isAbstract: await read(published(type.id), AttributeIds.IsAbstract),
      base: base?.browseName.name,
    });
  }
  for (const type of model.structures()) {
    const definition = await read(published(type.id), AttributeIds.DataTypeDefinition);
    const encodings = (await targets(published(type.id), "HasEncoding")).map((one) => [one.browseName.name, one.nodeId.value]);
    check("OPC 10031-4 DataTypes", `${type.name} i=${type.id}`, type, {
      id: type.id, name: await name(published(type.id)), kind: definition.structureType,
      fields: await named(definition.fields, (one, dataType) => ({
        name: one.name, type: dataType, rank: one.valueRank, optional: one.isOptional,
      })),
      encodings: Object.fromEntries(encodings.sort()),
    });
  }
  for (const method of model.methods()) {
    const instance = methods[method.name] = await child(control, method.name) ?? await child(results, method.name);
    for (const [where, nodeId] of [["type", published(method.id)], ["instance", instance]]) {
      check("OPC 10031-4 Methods", `${method.name} of the ${where}`, method, {
        id: method.id, name: await name(nodeId), inputs: await argumentsOf(nodeId, "InputArguments"),
        outputs: await argumentsOf(nodeId, "OutputArguments"),
      });
    }
  }
  for (const variable of model.variables()) {
    const instance = { 1002: control, 1003: results, 1006: published(1006) }[variable.of];
    const nodeId = await child(instance, variable.name);
    check("OPC 10031-4 ObjectTypes", `${variable.name} of i=${variable.of}`, variable, nodeId && {
      of: variable.of, name: variable.name, type: await name(await read(nodeId, AttributeIds.DataType)),
      rank: await read(nodeId, AttributeIds.ValueRank),
    });
  }
  model.dispose();
}

const struct = (id, fields) => session.constructExtensionObject(coerceNodeId(published(id)), fields);
const comment = { dataType: DataType.LocalizedText, arrayType: VariantArrayType.Array, value: [{ locale: "en", text: "peer" }] };
const text = (value) => ({ dataType: DataType.String, value });

async function call(objectId, method, ...inputArguments) {
  const { statusCode, outputArguments = [] } = await session.call({ objectId, methodId: methods[method], inputArguments });
  const last = outputArguments.at(-1);
  return { statusCode, outputs: outputArguments, status: last && BigInt(last.value[0]) * 2n ** 32n + BigInt(last.value[1]) };
}

async function until(condition, what) {
  for (let end = Date.now() + 20_000; Date.now() < end;) {
    const found = await condition();
    if (found) return found;
    await new Promise((done) => { setTimeout(done, 20); });
  }
  check("OPC 10031-4", what, "within 20 s", "never");
  return undefined;
}

async function watchEvents(events) {
  const subscription = ClientSubscription.create(session, {
    requestedPublishingInterval: 50, requestedLifetimeCount: 1000, requestedMaxKeepAliveCount: 10, publishingEnabled: true,
  });
  const fields = ["JobOrder", "JobState", "JobResponse"].map((field) => `${index}:${field}`);
  const filter = constructEventFilter(fields, ofType(published(1006)));
  const item = await subscription.monitor(
    { nodeId: "Server", attributeId: AttributeIds.EventNotifier },
    { queueSize: 1000, discardOldest: true, filter },
    TimestampsToReturn.Both, MonitoringMode.Reporting,
  );
  item.on("changed", ([jobOrder, jobState, jobResponse]) => events.push({
    id: jobOrder.value.jobOrderID, state: jobState.value[0].stateNumber, response: jobResponse.value,
  }));
}

async function driveAJob() {
  const events = [];
  await watchEvents(events);
  const id = `peer-${Date.now()}`;
  const order = await struct(3008, {
    jobOrderID: id,
    workMasterID: [await struct(3007, { ID: workMaster })],
    priority: 5,
    jobOrderParameters: [await struct(3003, { ID: "Color", value: { dataType: DataType.String, value: "teal – 青" } })],
    materialRequirements: [await struct(3010, { materialDefinitionID: "mug", materialUse: "Produced", quantity: "2" })],
  });
  const orderArgument = { dataType: DataType.ExtensionObject, value: order };
  const started = await call(control, "StoreAndStart", orderArgument, comment);
  check("OPC 10031-4 StoreAndStart", "a sparse order is taken", [StatusCodes.Good.value, "1"], [started.statusCode.value, String(started.status)]);

  const last = await until(() => events.find((event) => event.id === id && event.state === 5), "the event that the job has Ended");
  const states = events.filter((event) => event.id === id).map((event) => event.state).filter((state, i, all) => state !== all[i - 1]);
  check("OPC 10031-4 ISA95JobOrderStatusEventType", "states in the order of the machine", [2, 3, 5], states);
  check("OPC 10031-4 ISA95JobResponseDataType", "pieces in the last event", "2", last?.response.materialActuals[0].quantity);

  const list = await read(await child(control, "JobOrderList"), AttributeIds.Value);
  const stored = list.find((entry) => entry.jobOrder.jobOrderID === id)?.jobOrder;
  check("OPC 10031-4 ISA95JobOrderDataType", "the stored order read back",
    [5, workMaster, "Color", "teal – 青", "mug", "2", false, false],
    stored && [stored.priority, stored.workMasterID[0].ID, stored.jobOrderParameters[0].ID,
      stored.jobOrderParameters[0].value.value, stored.materialRequirements[0].materialDefinitionID,
      stored.materialRequirements[0].quantity, Boolean(stored.startTime), Boolean(stored.personnelRequirements)]);

  const byId = await call(results, "RequestJobResponseByJobOrderID", text(id));
  check("OPC 10031-4 RequestJobResponseByJobOrderID", "the job is known", [id, 5, "1"],
    [byId.outputs[0].value.jobOrderID, byId.outputs[0].value.jobState[0].stateNumber, String(byId.status)]);
  const ended = await struct(3006, { browsePath: {}, stateText: {}, stateNumber: 5 });
  const byState = await call(results, "RequestJobResponseByJobOrderState",
    { dataType: DataType.ExtensionObject, arrayType: VariantArrayType.Array, value: [ended] });
  check("OPC 10031-4 RequestJobResponseByJobOrderState", "the job is among the Ended ones", true,
    byState.outputs[0].value.some((response) => response.jobOrderID === id));

  const again = await call(control, "Store", orderArgument, comment);
  check("OPC 10031-4 Annex B.2 Table 95", "a known JobOrderID is refused: Uncertain, bit 4", [StatusCodes.Uncertain.value, "16"],
    [again.statusCode.value, String(again.status)]);
  const unknown = await call(control, "Start", text("nobody"), comment);
  check("OPC 10031-4 Annex B.2 Table 95", "an unknown one is refused: Uncertain, bit 1", [StatusCodes.Uncertain.value, "2"],
    [unknown.statusCode.value, String(unknown.status)]);
  const cleared = await call(control, "Clear", text(id), comment);
  check("OPC 10031-4 Clear", "the ended job is forgotten", "1", String(cleared.status));
}

await holdAgainstTheModel();
await driveAJob();
await session.close();
await client.disconnect();
console.log(`${failed} failed`);
process.exit(failed);
