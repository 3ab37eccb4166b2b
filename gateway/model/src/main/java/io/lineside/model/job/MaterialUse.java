package io.lineside.model.job;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a job does with a material (ISA-95 MaterialUse). */
public enum MaterialUse {
    /** Goes into the product. */
    CONSUMED("Consumed"),
    /** Comes out of the job. */
    PRODUCED("Produced");

    private final String text;

    MaterialUse(String text) {
        this.text = text;
    }

    /** The word on the wire. */
    public String text() {
        return text;
    }

    /** The use with this word, or empty for a word that Lineside does not act on. */
    public static Optional<MaterialUse> ofText(@Nullable String text) {
        for (MaterialUse use : values()) {
            if (use.text.equals(text)) {
                return Optional.of(use);
            }
        }
        return Optional.empty();
    }
}
