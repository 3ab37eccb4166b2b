package io.lineside.connector.opcua.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The clause that a test holds a peer to. A parameterized test has its clauses in its {@link Cited} cases. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Clause {
    /** As it stands in {@code conformance.md}. */
    String value();
}
