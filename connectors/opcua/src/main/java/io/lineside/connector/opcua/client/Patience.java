package io.lineside.connector.opcua.client;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;

/**
 * How long a server has for each answer while a link opens, and which answer did not come. A link that is too slow must
 * not look like a server that lacks something. Thread-safe.
 *
 * @param each the time for one answer: the line's requestTimeout
 */
public record Patience(Duration each) {
    /** A question to a server that waits for the answer. */
    @FunctionalInterface
    public interface Question<T> {
        /** Blocks until the answer is there, or is too late. */
        T ask() throws UaException;
    }

    /**
     * Asks.
     *
     * @param what is asked, as it stands in "no answer within 2 s to ..."
     * @throws LinkFailure when the answer did not come in time
     */
    public <T> T ask(String what, Question<T> question) throws UaException {
        try {
            return question.ask();
        } catch (UaException failure) {
            if (isTimeout(failure)) {
                throw late(what, each);
            }
            throw failure;
        }
    }

    /** The failure in words where it is a timeout, itself otherwise. */
    public static Throwable inWords(Throwable failure, String what, Duration waited) {
        return isTimeout(failure) ? late(what, waited) : failure;
    }

    private static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            boolean ofMilo =
                    cause instanceof UaException ua && ua.getStatusCode().value() == StatusCodes.Bad_Timeout;
            if (ofMilo || cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static LinkFailure late(String what, Duration waited) {
        return new LinkFailure("did not answer in time: no answer within " + words(waited) + " to " + what
                + "; on a slow link give it more time (requestTimeout in the line's file)");
    }

    private static String words(Duration time) {
        return time.toMillis() % 1_000 == 0
                ? time.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
    }
}
