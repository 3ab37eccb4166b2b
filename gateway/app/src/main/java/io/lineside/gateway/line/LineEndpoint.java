package io.lineside.gateway.line;

import io.lineside.model.EquipmentId;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** One line, or every line, as a Camel endpoint. */
final class LineEndpoint extends DefaultEndpoint {
    private final String name;
    private final LineRegistry lines;

    LineEndpoint(String uri, Component component, String name, LineRegistry lines) {
        super(uri, component);
        this.name = name;
        this.lines = lines;
        if (!anyLine() && lines.find(new EquipmentId(name)).isEmpty()) {
            throw new IllegalArgumentException("line:" + name + ": the site has no such line; allowed: *, "
                    + String.join(
                            ", ",
                            lines.health().keySet().stream()
                                    .map(EquipmentId::value)
                                    .toList()));
        }
    }

    boolean anyLine() {
        return LineComponent.ANY.equals(name);
    }

    boolean accepts(EquipmentId line) {
        return anyLine() || name.equals(line.value());
    }

    LineRegistry lines() {
        return lines;
    }

    @Override
    public Producer createProducer() {
        return createAsyncProducer();
    }

    @Override
    public AsyncProducer createAsyncProducer() {
        return new LineProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        if (!anyLine()) {
            throw new IllegalArgumentException("line:" + name + ": reports of all lines come from line:*");
        }
        var consumer = new LineConsumer(this, processor);
        configureConsumer(consumer);
        return consumer;
    }

    @Override
    public boolean isLenientProperties() {
        return false;
    }
}
