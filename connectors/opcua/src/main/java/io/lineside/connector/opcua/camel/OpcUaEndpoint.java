package io.lineside.connector.opcua.camel;

import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One server with what to do there. Thread-safe. */
public final class OpcUaEndpoint extends DefaultEndpoint {
    private final OpcUaComponent component;
    private final EndpointOptions options;

    OpcUaEndpoint(String uri, OpcUaComponent component, EndpointOptions options) {
        super(uri, component);
        this.component = component;
        this.options = options;
    }

    @Override
    public Producer createProducer() {
        Operation operation = options.operation() == null ? Operation.READ : options.operation();
        if (operation == Operation.SUBSCRIBE || operation == Operation.EVENTS) {
            throw new IllegalArgumentException(
                    "operation: must be read, write or call in to(), was " + operation.word());
        }
        return new OpcUaProducer(this, component, options, operation);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Operation operation = options.operation() == null ? Operation.SUBSCRIBE : options.operation();
        if (operation != Operation.SUBSCRIBE && operation != Operation.EVENTS) {
            throw new IllegalArgumentException(
                    "operation: must be subscribe or events in from(), was " + operation.word());
        }
        var consumer = new OpcUaConsumer(this, component, options, operation, processor);
        configureConsumer(consumer);
        return consumer;
    }
}
