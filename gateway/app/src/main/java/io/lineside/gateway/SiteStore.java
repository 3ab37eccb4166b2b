package io.lineside.gateway;

import io.lineside.config.PostgresqlConfig;
import io.lineside.config.Site;
import io.lineside.config.StoreConfig;
import io.lineside.config.source.Secret;
import io.lineside.gateway.store.PostgresqlPlace;
import io.lineside.gateway.store.StoreSettings;

/** Where a site says that its store is. */
public final class SiteStore {
    private SiteStore() {}

    /** What its {@code site.yaml} says, for the store. */
    public static StoreSettings settings(Site site) {
        StoreConfig config = site.store();
        return new StoreSettings(
                config.file(),
                config.reserve().bytes(),
                config.backup()
                        .map(backup -> new StoreSettings.Backups(backup.folder(), backup.every(), backup.keep())),
                config.postgresql().map(database -> place(site, database)));
    }

    private static PostgresqlPlace place(Site site, PostgresqlConfig database) {
        return new PostgresqlPlace(
                database.url(), database.user(), database.password().map(Secret::value), site.gateway());
    }
}
