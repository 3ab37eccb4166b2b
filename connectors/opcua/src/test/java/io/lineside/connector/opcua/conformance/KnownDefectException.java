package io.lineside.connector.opcua.conformance;

import org.opentest4j.TestAbortedException;

/** The peer was seen to have the defect that it is known for: neither a pass nor a failure of ours. */
final class KnownDefectException extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    KnownDefectException(String message) {
        super(message);
    }
}
