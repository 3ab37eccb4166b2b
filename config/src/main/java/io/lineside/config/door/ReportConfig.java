package io.lineside.config.door;

import io.lineside.model.TenantId;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A folder into which a report of each order of a tenant is written when it ends.
 *
 * @param name names the door, once in the site
 * @param tenant whose orders are reported
 * @param path of the folder, in the site folder unless written as an absolute path; default {@code outbox/<name>}
 * @param format of the files
 * @param every how often it is looked for orders that have ended, PT0.1S to PT1H, default PT1S
 */
public record ReportConfig(String name, TenantId tenant, Path path, Format format, Duration every) {
    /** What a report is written as. */
    public enum Format {
        /** ISA-95 in XML: {@code OperationsPerformance} of B2MML V6. */
        B2MML("b2mml");

        private final String word;

        Format(String word) {
            this.word = word;
        }

        /** The word in the file. */
        public String word() {
            return word;
        }
    }
}
