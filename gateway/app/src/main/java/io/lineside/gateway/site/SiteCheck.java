package io.lineside.gateway.site;

import io.lineside.config.Site;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.config.source.Fault;
import io.lineside.gateway.access.KeyRing;
import io.lineside.gateway.mapping.Mappings;
import io.lineside.gateway.plan.LinePlace;
import io.lineside.gateway.plan.OrderIds;
import io.lineside.gateway.plan.Planner;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CatalogResult;
import io.lineside.model.line.LineConnectorProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What came of loading a site folder and compiling its products. */
public sealed interface SiteCheck {
    /** The site can run. */
    record Ready(Site site, Catalog catalog) implements SiteCheck {
        /** The edition that this site is from now on, with orders numbered by {@code ids}. */
        public Edition edition(OrderIds ids, Clock clock) {
            List<LinePlace> places = site.lines().stream()
                    .filter(line -> !line.drain())
                    .map(line -> new LinePlace(
                            line.id(), line.capabilities(), line.mostPieces().orElse(Integer.MAX_VALUE)))
                    .toList();
            return new Edition(
                    site,
                    catalog,
                    new Planner(places, ids, clock),
                    new KeyRing(site.platforms()),
                    Mappings.of(site.mappings()),
                    clock.instant());
        }
    }

    /** The site can not run: every fault. */
    record Broken(List<Fault> faults) implements SiteCheck {
        /** Copies the list. */
        public Broken {
            faults = List.copyOf(faults);
        }
    }

    /** Loads and compiles, connects to nothing. */
    static SiteCheck of(Path folder, List<LineConnectorProvider> providers, Clock clock) {
        SiteResult loaded = SiteLoader.load(folder, providers);
        if (loaded instanceof SiteResult.Faulty faulty) {
            return new Broken(faulty.faults());
        }
        Site site = ((SiteResult.Loaded) loaded).site();
        CatalogResult compiled = Catalog.compile(site.products());
        if (compiled instanceof CatalogResult.Faulty faulty) {
            return new Broken(faulty.faults());
        }
        List<Fault> refused = new ArrayList<>(ConnectionCheck.of(site, providers, clock));
        refused.addAll(WebhookCheck.of(site));
        refused.addAll(Mappings.faults(site.mappings()));
        refused.addAll(TopicCheck.of(site));
        return refused.isEmpty() ? new Ready(site, ((CatalogResult.Compiled) compiled).catalog()) : new Broken(refused);
    }
}
