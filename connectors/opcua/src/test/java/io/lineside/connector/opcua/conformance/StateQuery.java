package io.lineside.connector.opcua.conformance;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A state to ask the response provider for, and another one that is not meant. */
record StateQuery(String method, int state, int otherState) implements Cited {
    static Stream<StateQuery> all(String method) {
        return IntStream.rangeClosed(1, 6).mapToObj(state -> new StateQuery(method, state, state == 1 ? 6 : 1));
    }

    boolean hasBegun() {
        return state >= 3 && state <= 5;
    }

    boolean isOver() {
        return state >= 5;
    }

    @Override
    public String clause() {
        return "OPC 10031-4 ISA95JobResponseProviderObjectType, " + method;
    }

    @Override
    public String title() {
        return "response of a job that is " + Cell.STATES.get(state);
    }

    @Override
    public String toString() {
        return title();
    }
}
