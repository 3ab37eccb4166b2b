package io.lineside.gateway.product.expression;

import io.lineside.config.source.Position;

/** An expression that type-checks could not be worked out for these values, for example a division by zero. */
public final class ExpressionFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ExpressionFailed(Position at, String source, String reason) {
        super(at.file() + ":" + at.line() + ":" + at.column() + ": " + at.path() + ": could not work out '" + source
                + "': " + reason);
    }
}
