package io.lineside.gateway.intake;

import io.lineside.gateway.plan.PlanOutcome;
import io.lineside.gateway.product.Alternative;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The answer to the question whether an order could be made. */
public sealed interface FeasibilityResult {
    /** The body is not JSON at all. */
    record Unreadable(String detail) implements FeasibilityResult {}

    /** So many questions are under way already that this one was not looked at. */
    record Busy() implements FeasibilityResult {}

    /**
     * The verdict: feasible exactly when intake would take the order at this moment.
     *
     * @param causes every reason why not, at most {@link IntakeResult.Refused#MOST_CAUSES}; empty when it is feasible
     * @param warnings what is worth telling nonetheless
     * @param alternatives by item, nearest first
     * @param expected when it would be made, as the lines are now; empty where it is not feasible
     */
    record Judged(
            List<Cause> causes, List<Cause> warnings, List<ItemAlternatives> alternatives, Optional<Expected> expected)
            implements FeasibilityResult {
        /** Copies the lists. */
        public Judged {
            causes = List.copyOf(causes.subList(0, Math.min(causes.size(), IntakeResult.Refused.MOST_CAUSES)));
            warnings = List.copyOf(warnings);
            alternatives = List.copyOf(alternatives);
        }

        /** Whether the order can be made as it stands. */
        public boolean feasible() {
            return causes.isEmpty();
        }
    }

    /**
     * When the first job would begin and the last be done.
     *
     * @param basis by which times
     */
    record Expected(Instant start, Instant finish, Basis basis) {
        static Expected of(PlanOutcome.Planned plan) {
            Basis basis = plan.measured() == 0
                    ? Basis.PLANNED
                    : plan.measured() == plan.jobs().size() ? Basis.MEASURED : Basis.BOTH;
            return new Expected(plan.start(), plan.finish(), basis);
        }
    }

    /** Which times dates rest on. */
    enum Basis {
        /** The product's own. */
        PLANNED("planned"),
        /** What lines really took lately. */
        MEASURED("measured"),
        /** Measured ones where there are any, the product's for the others. */
        BOTH("measured and planned");

        private final String text;

        Basis(String text) {
            this.text = text;
        }

        /** The word in the API. */
        public String text() {
            return text;
        }
    }

    /**
     * What could be ordered instead of one item.
     *
     * @param index of the item, from 0
     * @param quantity to order with each alternative; that of the order where it was right
     * @param complete whether everything with as few changes was looked at
     */
    record ItemAlternatives(int index, int quantity, List<Alternative> alternatives, boolean complete) {
        /** Copies the list. */
        public ItemAlternatives {
            alternatives = List.copyOf(alternatives);
        }
    }
}
