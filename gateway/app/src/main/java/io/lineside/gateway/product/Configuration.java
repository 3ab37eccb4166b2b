package io.lineside.gateway.product;

import java.util.List;

/** What came of ordering a product with certain options. */
public sealed interface Configuration permits Configured, Configuration.Refused {
    /**
     * It can not be made like this.
     *
     * @param faults everything wrong with it; at least one
     */
    record Refused(List<OptionFault> faults) implements Configuration {
        /** Copies the list. */
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
