package io.lineside.gateway.http;

import java.util.List;

/** Tells what has passed through each Camel route since the start. */
@FunctionalInterface
public interface RouteTraffic {
    /** The routes in the order in which an order passes them. */
    List<Passed> routes();

    /**
     * What has passed through one route.
     *
     * @param description one sentence
     * @param from where it takes its work from
     * @param completed exchanges that went through
     * @param failed exchanges that ended with an error
     * @param inFlight exchanges on their way
     */
    record Passed(String id, String description, String from, long completed, long failed, long inFlight) {}
}
