package io.lineside.connector.opcua.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.structured.Argument;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePath;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathResult;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowsePathTarget;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePath;
import org.eclipse.milo.opcua.stack.core.types.structured.RelativePathElement;
import org.jspecify.annotations.Nullable;

/** Methods by their names, with arguments as the types that the method announces. Thread-safe. */
public final class Methods {
    private final ServerSession session;

    /** The methods of this session. */
    public Methods(ServerSession session) {
        this.session = session;
    }

    /**
     * Calls a method with plain Java values. An Uncertain result is a result: OPC 10031-4 Annex B.2 answers so to have
     * its outputs delivered. A Bad one completes the stage exceptionally, naming the arguments that were refused.
     */
    public CompletableFuture<CallMethodResult> call(NodeName object, NodeName method, List<?> inputs) {
        String what = "can not call method " + method + " of node " + object;
        return arguments(session.id(method)).thenCompose(arguments -> {
            var variants = new Variant[inputs.size()];
            for (int i = 0; i < variants.length; i++) {
                variants[i] = converted(what, arguments, i, inputs.get(i));
            }
            return session.call(new CallMethodRequest(session.id(object), session.id(method), variants))
                    .thenApply(result -> judged(what, arguments, result));
        });
    }

    private CompletableFuture<List<Argument>> arguments(NodeId method) {
        var element = new RelativePathElement(NodeIds.HasProperty, false, true, new QualifiedName(0, "InputArguments"));
        return session.translate(new BrowsePath(method, new RelativePath(new RelativePathElement[] {element})))
                .thenCompose(this::property);
    }

    /** A method without arguments has no such property, and some servers do not show theirs: both are no failure. */
    private CompletableFuture<List<Argument>> property(BrowsePathResult found) {
        BrowsePathTarget[] targets = found.getTargets();
        if (found.getStatusCode().isBad() || targets == null || targets.length == 0) {
            return CompletableFuture.completedFuture(List.of());
        }
        // The target is in this session's own server, so its namespace is an index already.
        NodeId id = targets[0]
                .getTargetId()
                .toNodeId(session.encoding().getNamespaceTable())
                .orElse(NodeId.NULL_VALUE);
        return session.read(List.of(new ReadValueId(id, AttributeId.Value.uid(), null, QualifiedName.NULL_VALUE)))
                .thenApply(values -> decoded(values.get(0)));
    }

    private List<Argument> decoded(DataValue value) {
        var arguments = new ArrayList<Argument>();
        if (value.value().value() instanceof ExtensionObject[] encoded) {
            for (ExtensionObject argument : encoded) {
                arguments.add((Argument) argument.decode(session.encoding()));
            }
        }
        return arguments;
    }

    private static Variant converted(String what, List<Argument> arguments, int index, @Nullable Object value) {
        if (index >= arguments.size()) {
            return new ValueType(null).variant(value);
        }
        Argument argument = arguments.get(index);
        try {
            return ValueType.of(argument.getDataType(), Variant.NULL_VALUE).variant(value);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException(
                    what + ": argument " + argument.getName() + " " + unfit.getMessage(), unfit);
        }
    }

    private static CallMethodResult judged(String what, List<Argument> arguments, CallMethodResult result) {
        if (result.getStatusCode().isBad()) {
            var refused = new StringBuilder(what);
            StatusCode[] inputs = result.getInputArgumentResults();
            for (int i = 0; inputs != null && i < inputs.length; i++) {
                if (inputs[i].isBad()) {
                    String name = i < arguments.size()
                            ? String.valueOf(arguments.get(i).getName())
                            : "number " + (i + 1);
                    refused.append(", argument ").append(name).append(" refused");
                }
            }
            throw new OpcUaException(refused.toString(), result.getStatusCode());
        }
        return result;
    }
}
