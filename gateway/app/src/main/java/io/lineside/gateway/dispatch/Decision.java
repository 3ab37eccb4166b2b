package io.lineside.gateway.dispatch;

import io.lineside.model.EquipmentId;

/** What a person may decide about a job that waits for one. */
public sealed interface Decision {
    /** The word in the API, on the command line and in the ledger. */
    String word();

    /** It was made: ends the job with these counts. */
    record Made(int good, int scrap) implements Decision {
        @Override
        public String word() {
            return "made";
        }
    }

    /** Nothing of it was made: it goes again to its line under the same id. */
    record NotMade() implements Decision {
        @Override
        public String word() {
            return "not-made";
        }
    }

    /** Nothing of it was made: it goes to another line. */
    record Move(EquipmentId line) implements Decision {
        @Override
        public String word() {
            return "move";
        }
    }

    /** It shall not be made. */
    record Cancel() implements Decision {
        @Override
        public String word() {
            return "cancel";
        }
    }

    /** What kept it back is mended: it is tried again at its line. */
    record Retry() implements Decision {
        @Override
        public String word() {
            return "retry";
        }
    }
}
