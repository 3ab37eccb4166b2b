package io.lineside.connector.opcua.conformance;

/** A case of a parameterized test that knows which clause it is about. */
interface Cited {
    /** As it stands in {@code conformance.md}. */
    String clause();

    /** What is tried, unique in the suite. */
    String title();
}
