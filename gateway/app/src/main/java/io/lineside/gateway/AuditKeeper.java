package io.lineside.gateway;

import io.lineside.config.PlatformsConfig;
import io.lineside.config.Site;
import io.lineside.config.source.Fault;
import io.lineside.gateway.reload.ReloadResult;
import io.lineside.gateway.store.AuditEntry;
import io.lineside.gateway.store.AuditRow;
import io.lineside.gateway.store.AuditStore;
import io.lineside.gateway.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps in the audit what happens to the gateway as a whole. Waits until it is kept. Thread-safe. */
final class AuditKeeper {
    private static final Logger LOGGER = LoggerFactory.getLogger(AuditKeeper.class);
    private static final int PATIENCE_SECONDS = 10;

    private final AuditStore audit;
    private final String site;
    private final String self = "lineside as " + System.getProperty("user.name");

    AuditKeeper(AuditStore audit, Site site) {
        this.audit = audit;
        this.site = site.enterprise() + "/" + site.site() + "/" + site.gateway();
    }

    /**
     * The gateway is about to take orders.
     *
     * @throws StoreException when that can not be kept
     */
    void started(Site files) {
        AuditRow row = keep(AuditEntry.of(
                self,
                "gateway-started",
                site,
                Map.of(
                        "keys",
                        files.platforms().map(PlatformsConfig::keys).orElse(List.of()).stream()
                                .map(key -> key.id() + " of " + key.tenant())
                                .toList(),
                        "lines",
                        files.lines().size(),
                        "products",
                        files.products().size())));
        // Kept elsewhere with the log, this shows whether the end of the audit was cut off since.
        LOGGER.atInfo()
                .addKeyValue("entry", row.number())
                .addKeyValue("hash", row.hash())
                .log("the audit goes on");
    }

    /** The gateway takes no orders any more. */
    void stopped() {
        keep(AuditEntry.of(self, "gateway-stopped", site, Map.of()));
    }

    /** Somebody had the site changed, or tried to. */
    void reloaded(String who, ReloadResult result) {
        try {
            if (result instanceof ReloadResult.Applied applied) {
                applied.access().forEach(change -> keep(AuditEntry.of(who, "access-changed", change, Map.of())));
                keep(AuditEntry.of(who, "site-reloaded", site, Map.of("changes", applied.changes())));
            } else if (result instanceof ReloadResult.Refused refused) {
                List<String> faults =
                        refused.faults().stream().map(Fault::toString).toList();
                keep(AuditEntry.of(who, "site-refused", site, Map.of("faults", faults)));
            }
        } catch (StoreException e) {
            LOGGER.atError().setCause(e).addKeyValue("who", who).log("a reload of the site is not in the audit");
        }
    }

    private AuditRow keep(AuditEntry entry) {
        try {
            return audit.append(entry).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new StoreException("audit of " + entry.what() + ": can not be kept (" + e + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("audit of " + entry.what() + ": interrupted while it was kept", e);
        }
    }
}
