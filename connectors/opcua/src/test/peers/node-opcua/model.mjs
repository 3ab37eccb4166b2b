// The published nodeset, as what a server must show of it. Nothing of it is copied: npm's node-opcua-nodesets ships it.
import { AddressSpace, NodeClass, generateAddressSpace, nodesets } from "node-opcua";

const OF_A_LINE = [1001, 1002, 1003, 1005, 1006, 1007, 1008]; // 1004 is what the other side of a line has

export class Model {
  static async load(namespace) {
    const space = AddressSpace.create();
    await generateAddressSpace(space, [nodesets.standard, nodesets.isa95JobControl]);
    return new Model(space, space.getNamespaceIndex(namespace));
  }

  constructor(space, index) {
    Object.assign(this, { space, index });
  }

  node(id) {
    return this.space.findNode(`ns=${this.index};i=${id}`);
  }

  // Names instead of indexes, which differ from server to server.
  name(nodeId) {
    const node = this.space.findNode(nodeId);
    return node ? node.browseName.name : String(nodeId);
  }

  objectTypes() {
    return OF_A_LINE.map((id) => this.node(id)).map((type) => ({
      id: type.nodeId.value, name: type.browseName.name, isAbstract: type.isAbstract,
      base: type.subtypeOfObj.browseName.name,
    }));
  }

  methods() {
    return [1002, 1003].flatMap((id) => this.node(id).getMethods()).map((method) => ({
      id: method.nodeId.value, name: method.browseName.name,
      inputs: this.argumentsOf(method.getInputArguments()), outputs: this.argumentsOf(method.getOutputArguments()),
    }));
  }

  variables() {
    return [1002, 1003, 1006].flatMap((id) => this.node(id).getComponents().concat(this.node(id).getProperties())
      .filter((member) => member.nodeClass === NodeClass.Variable && member.nodeId.namespace === this.index)
      .filter((member) => member.browseName.namespaceIndex === this.index)
      .map((member) => ({
        of: id, name: member.browseName.name, type: this.name(member.dataType), rank: member.valueRank,
      })));
  }

  argumentsOf(list) {
    return list.map((one) => ({ name: one.name, type: this.name(one.dataType), rank: one.valueRank }));
  }

  structures() {
    return [...this.space.getNamespace(this.index).dataTypeIterator()].filter((type) => !type.isAbstract).map((type) => {
      const definition = type.getStructureDefinition();
      return {
        id: type.nodeId.value, name: type.browseName.name, kind: definition.structureType,
        fields: definition.fields.map((field) => ({
          name: field.name, type: this.name(field.dataType), rank: field.valueRank, optional: field.isOptional,
        })),
        encodings: Object.fromEntries(type.findReferencesAsObject("HasEncoding", true)
          .map((encoding) => [encoding.browseName.name, encoding.nodeId.value]).sort()),
      };
    });
  }

  dispose() {
    this.space.dispose();
  }
}
