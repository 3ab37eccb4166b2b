package io.lineside.gateway.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lineside.model.TraceParent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context, section 3.2: the traceparent header. */
class TraceParentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void saysTraceSpanAndWhetherItIsKept() {
        assertThat(TraceParent.of("00-" + TRACE + "-" + SPAN + "-01")).contains(new TraceParent(TRACE, SPAN, true));
        assertThat(TraceParent.of("00-" + TRACE + "-" + SPAN + "-02")).contains(new TraceParent(TRACE, SPAN, false));
        assertThat(new TraceParent(TRACE, SPAN, true).header()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
    }

    @Test
    void ofALaterVersionTheKnownPartsAreRead() {
        assertThat(TraceParent.of("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-has"))
                .contains(new TraceParent(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-nonsense-01",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-01\n"
            })
    void whatIsNotWellFormedIsNone(String header) {
        assertThat(TraceParent.of(header)).isEmpty();
    }
}
