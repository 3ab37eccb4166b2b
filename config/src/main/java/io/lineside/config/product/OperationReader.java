package io.lineside.config.product;

import io.lineside.config.source.Block;
import io.lineside.config.source.Expression;
import io.lineside.config.source.Value;
import io.lineside.model.Capability;
import io.lineside.model.WorkMasterId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Reads one operation. Confined to the loading thread. */
final class OperationReader {
    private OperationReader() {}

    static Optional<OperationConfig> read(Value value) {
        Block block = value.block(
                "id", "when", "after", "workMaster", "needs", "batch", "batchBy", "setup", "each", "parameters");
        Optional<String> id = Words.operation(block.required("id"));
        Optional<Expression> when = block.optional("when").expression();
        List<String> after = block.optional("after").list(Value::text);
        Optional<WorkMasterId> workMaster = block.required("workMaster").id(WorkMasterId::new);
        List<Capability> needs = needs(block.required("needs"));
        Optional<Integer> mostPieces = BatchReader.max(block.optional("batch"));
        List<Expression> batchBy = block.optional("batchBy").list(Value::expression);
        Optional<Duration> setup = block.optional("setup").scalar().duration();
        Optional<Duration> each = block.required("each").scalar().duration();
        List<ParameterConfig> parameters = parameters(block.optional("parameters"));
        return block.make(() -> new OperationConfig(
                id.orElseThrow(),
                when,
                after,
                workMaster.orElseThrow(),
                new LinkedHashSet<>(needs),
                mostPieces,
                batchBy,
                setup,
                each.orElseThrow(),
                parameters,
                block.at()));
    }

    private static List<Capability> needs(Value value) {
        if (value.isEmptyList()) {
            value.fault("must hold at least one capability, was an empty list");
        }
        return value.list(need -> need.id(Capability::new));
    }

    private static List<ParameterConfig> parameters(Value value) {
        return value.isPresent()
                ? List.copyOf(Words.map(value, OperationReader::parameter).values())
                : List.of();
    }

    private static Optional<ParameterConfig> parameter(String id, Value value) {
        if (!value.isBlock()) {
            return value.expression().map(found -> new ParameterConfig(id, found, Optional.empty(), Optional.empty()));
        }
        Block block = value.block("value", "when", "unit");
        Optional<Expression> expression = block.required("value").expression();
        Optional<Expression> when = block.optional("when").expression();
        Optional<String> unit = Words.unit(block.optional("unit"));
        return block.make(() -> new ParameterConfig(id, expression.orElseThrow(), when, unit));
    }
}
