package io.lineside.gateway.cli;

import io.lineside.config.SiteLoader;
import io.lineside.config.SiteResult;
import io.lineside.gateway.line.LineRegistry;
import io.lineside.model.pki.CertificateFolder;
import io.lineside.model.pki.CertificateFolder.Entry;
import io.lineside.model.pki.CertificateFolder.Place;
import io.lineside.model.pki.CertificateFolder.RevocationList;
import io.lineside.model.pki.Fingerprint;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code lineside cert}: which lines the gateway trusts. Works on the certificate folder of the site; a running gateway
 * looks at the folder whenever it connects and every few seconds while it is connected, so nothing needs a restart.
 */
@Command(
        name = "cert",
        mixinStandardHelpOptions = true,
        description = "Shows the gateway's certificate, and decides which certificates of lines are trusted.")
final class CertCommand {
    private static final String SITE = "Folder with site.yaml, lines/ and products/.";
    private static final String FINGERPRINT = "SHA-256 of the certificate, or its first 8 or more digits.";
    /** Fewer digits could be met by chance, or by somebody who makes certificates until they are. */
    private static final int LEAST_DIGITS = 8;

    @Spec
    private CommandSpec spec;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the own, trusted and rejected ones, and the revocation lists of issuers.")
    int list(@Parameters(paramLabel = "SITE", description = SITE) Path site) {
        Optional<CertificateFolder> folder = folder(site);
        if (folder.isEmpty()) {
            return ExitCode.BAD_SITE;
        }
        for (Place place : Place.values()) {
            CertificateFolder.Contents contents = folder.get().contents(place);
            contents.entries().forEach(entry -> out().println(line(entry)));
            contents.unreadable().forEach(file -> err().println(file + " is not a certificate and counts for nothing"));
        }
        CertificateFolder.RevocationLists revoked = folder.get().revocationLists();
        revoked.lists().forEach(list -> out().println(line(list)));
        revoked.unreadable().forEach(file -> err().println(
                        file + " is not a revocation list: no line is connected to until it is replaced or gone"));
        return ExitCode.OK;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows everything about one certificate.")
    int show(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(paramLabel = "FINGERPRINT", description = FINGERPRINT) String fingerprint) {
        return with(site, fingerprint, (folder, entry) -> show(entry));
    }

    @Command(name = "trust", mixinStandardHelpOptions = true, description = "Lets the gateway connect to its owner.")
    int trust(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(paramLabel = "FINGERPRINT", description = FINGERPRINT) String fingerprint) {
        return with(site, fingerprint, (folder, entry) -> move(folder, entry, Place.TRUSTED));
    }

    @Command(
            name = "reject",
            mixinStandardHelpOptions = true,
            description = "Keeps the gateway from connecting to its owner; a connection that is open ends.")
    int reject(
            @Parameters(paramLabel = "SITE", description = SITE) Path site,
            @Parameters(paramLabel = "FINGERPRINT", description = FINGERPRINT) String fingerprint) {
        return with(site, fingerprint, (folder, entry) -> move(folder, entry, Place.REJECTED));
    }

    private interface Deed {
        int on(CertificateFolder folder, Entry entry) throws IOException;
    }

    private int with(Path site, String fingerprint, Deed deed) {
        Optional<CertificateFolder> folder = folder(site);
        if (folder.isEmpty()) {
            return ExitCode.BAD_SITE;
        }
        if (Fingerprint.digits(fingerprint).length() < LEAST_DIGITS) {
            err().println("FINGERPRINT: must have at least " + LEAST_DIGITS + " digits, was '" + fingerprint + "'");
            return ExitCode.USAGE;
        }
        List<Entry> found = folder.get().find(fingerprint);
        if (found.stream().map(Entry::fingerprint).distinct().count() != 1) {
            err().println("FINGERPRINT: must name one certificate in "
                    + folder.get().root() + ", was '" + fingerprint + "', which names " + found.size());
            return ExitCode.FAILED;
        }
        try {
            int code = ExitCode.OK;
            for (Entry entry : found) {
                code = Math.max(code, deed.on(folder.get(), entry));
            }
            return code;
        } catch (IOException e) {
            err().println("lineside: " + e);
            return ExitCode.FAILED;
        }
    }

    private int move(CertificateFolder folder, Entry entry, Place to) throws IOException {
        if (entry.place() == Place.OWN) {
            err().println(entry.file() + " is the gateway's own certificate, neither trusted nor rejected");
            return ExitCode.FAILED;
        }
        if (entry.place() != to) {
            folder.move(entry, to);
        }
        out().println(to.word() + " " + entry.fingerprint() + " " + subject(entry));
        return ExitCode.OK;
    }

    private int show(Entry entry) {
        X509Certificate certificate = entry.certificate();
        out().println("place       " + entry.place().word());
        out().println("file        " + entry.file());
        out().println("subject     " + subject(entry));
        out().println("issuer      " + certificate.getIssuerX500Principal().getName());
        out().println("names       " + names(certificate));
        out().println("valid from  " + certificate.getNotBefore().toInstant());
        out().println("valid until " + certificate.getNotAfter().toInstant());
        out().println("SHA-256     " + entry.fingerprint());
        out().println("SHA-1       " + Fingerprint.thumbprint(certificate) + " (the thumbprint that lines show)");
        return ExitCode.OK;
    }

    private static String line(Entry entry) {
        return String.format(
                "%-8s  %s  until %s  %s",
                entry.place().word(),
                entry.fingerprint(),
                entry.certificate().getNotAfter().toInstant(),
                subject(entry));
    }

    private static String line(RevocationList list) {
        return String.format(
                Locale.ROOT,
                "revoked   %d by %s  next list %s  %s",
                list.size(),
                list.list().getIssuerX500Principal().getName(),
                list.nextUpdate().map(due -> "due " + due).orElse("not announced"),
                list.file().getFileName());
    }

    private static String subject(Entry entry) {
        return entry.certificate().getSubjectX500Principal().getName();
    }

    private static String names(X509Certificate certificate) {
        try {
            Collection<List<?>> names =
                    Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.<List<?>>of());
            return names.stream().map(name -> String.valueOf(name.get(1))).collect(Collectors.joining(", "));
        } catch (CertificateParsingException e) {
            return "can not be read: " + e.getMessage();
        }
    }

    private Optional<CertificateFolder> folder(Path site) {
        SiteResult loaded = SiteLoader.load(site, LineRegistry.providers());
        if (loaded instanceof SiteResult.Faulty faulty) {
            faulty.faults().forEach(err()::println);
            return Optional.empty();
        }
        return Optional.of(
                new CertificateFolder(((SiteResult.Loaded) loaded).site().certificates()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private PrintWriter err() {
        return spec.commandLine().getErr();
    }
}
