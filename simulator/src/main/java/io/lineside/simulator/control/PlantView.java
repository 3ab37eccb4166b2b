package io.lineside.simulator.control;

import java.util.List;
import java.util.Map;

/** The running plant as the control port sees it. */
public interface PlantView {
    /** The made ledger's lines, as they stand in its file. */
    List<String> made();

    /** Every line, in the order of the plan. */
    List<LineView> lines();

    /** Every proxy, in the order of the plan. */
    List<ProxyView> proxies();

    /** One line of it. */
    interface LineView {
        /** The line's id. */
        String id();

        /** The protocol's name in a plant file. */
        String protocol();

        /** What a gateway connects to. */
        String endpoint();

        /** Whether the line is started. */
        boolean isUp();

        /** The jobs that the line knows. */
        List<JobView> jobs();

        /** How the line's switches stand, by their keys. */
        Map<String, Object> behaviour();

        /** Sets some switches; an {@link IllegalArgumentException} says what is wrong with them. */
        void behave(Map<String, ?> switches);

        /** Stops the line as its protocol wants. */
        void stop();

        /** Starts the line. */
        void start();

        /** Cuts the line off as if it was killed. */
        void crash();
    }

    /** One wire of it. */
    interface ProxyView {
        /** The proxy's name. */
        String name();

        /** The port that it listens on. */
        int port();

        /** Where connections go on to. */
        String target();

        /** Connections that are open. */
        int connections();

        /** What is wrong with the wire, by the faults' keys. */
        Map<String, Object> faults();

        /** Switches some faults; an {@link IllegalArgumentException} says what is wrong with them. */
        void set(Map<String, ?> faults);

        /** Switches all faults off. */
        void heal();

        /** Resets every connection. */
        void reset();
    }

    /** One job of it; the state is the standard's StateText. */
    record JobView(String jobOrderId, String state, int good, int scrap) {}
}
