package io.lineside.gateway.cli;

import io.lineside.config.Site;
import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.config.source.Fault;
import io.lineside.gateway.product.Catalog;
import io.lineside.gateway.product.CatalogResult;
import io.lineside.model.line.LineConnectorProvider;
import java.nio.file.Path;
import java.util.List;

/** What came of loading a site folder and compiling its products. */
sealed interface SiteCheck {
    /** The site can run. */
    record Ready(Site site, Catalog catalog) implements SiteCheck {}

    /** The site can not run: every fault. */
    record Broken(List<Fault> faults) implements SiteCheck {
        public Broken {
            faults = List.copyOf(faults);
        }
    }

    static SiteCheck of(Path folder, List<LineConnectorProvider> providers) {
        SiteResult loaded = SiteLoader.load(folder, providers);
        if (loaded instanceof SiteResult.Faulty faulty) {
            return new Broken(faulty.faults());
        }
        Site site = ((SiteResult.Loaded) loaded).site();
        CatalogResult compiled = Catalog.compile(site.products());
        if (compiled instanceof CatalogResult.Faulty faulty) {
            return new Broken(faulty.faults());
        }
        List<Fault> refused = ConnectionCheck.of(site, providers);
        return refused.isEmpty() ? new Ready(site, ((CatalogResult.Compiled) compiled).catalog()) : new Broken(refused);
    }
}
