package io.lineside.gateway.plan;

import io.lineside.gateway.plan.LineQueues.Need;
import io.lineside.gateway.plan.LineQueues.Offer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Says why a line was chosen, for whoever wonders at night. Pure. */
record ChoiceWords(Instant now, Need need) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** For example {@code glaze-1: free at 10:40Z, no set-up change; glaze-2 would be done 12 min later}. */
    String why(List<Offer> bestFirst) {
        Offer best = bestFirst.get(0);
        return best.line() + ": " + free(best) + setUp(best) + pace(best) + late(best) + "; "
                + (bestFirst.size() == 1 ? "no other line can" : other(best, bestFirst.get(1)));
    }

    private String free(Offer offer) {
        String reachable = offer.reachable() ? "" : "can not be reached now, ";
        return reachable + (offer.free().isZero() ? "free now" : "free at " + time(offer.free()));
    }

    private String setUp(Offer offer) {
        if (need.effort().setup().isZero()) {
            return "";
        }
        return offer.change() ? ", set-up change of " + words(need.effort().setup()) : ", no set-up change";
    }

    private String pace(Offer offer) {
        return offer.measured()
                .map(pace -> ", " + seconds(pace.each()) + " a piece as measured by " + pace.jobs() + " jobs (planned "
                        + seconds(need.effort().each()) + ")")
                .orElse("");
    }

    private static String seconds(Duration time) {
        long tenths = (time.toMillis() + 50) / 100;
        return time.toMillis() < 10_000 ? tenths / 10 + "." + tenths % 10 + " s" : words(time);
    }

    private String late(Offer offer) {
        return offer.inTime(need) || !need.isWanted()
                ? ""
                : ", done " + words(offer.done().minus(need.due())) + " too late";
    }

    private String other(Offer best, Offer next) {
        if (best.reachable() && !next.reachable()) {
            return next.line() + " can not be reached now";
        }
        int later = next.done().compareTo(best.done());
        String when = later == 0
                ? "as soon"
                : words(next.done().minus(best.done()).abs()) + (later > 0 ? " later" : " earlier");
        return next.line() + " would be done " + when
                + (next.change() && !best.change() ? ", after a set-up change" : "");
    }

    private String time(Duration after) {
        Instant at = now.plus(after);
        return (after.toHours() < 24 ? TIME : DAY_AND_TIME).format(at);
    }

    private static String words(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
