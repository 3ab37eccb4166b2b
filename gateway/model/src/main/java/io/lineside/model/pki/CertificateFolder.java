package io.lineside.model.pki;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The certificates of a gateway: {@code own/} with its own and the key, {@code trusted/} and {@code rejected/} with
 * those of others, and {@code revoked/} with the revocation lists (*.crl) of those who issue certificates. Nothing is cached: what is moved counts from the next look on. Files are DER or PEM. Thread-safe; the
 * folders are made when something is put in.
 */
public record CertificateFolder(Path root) {
    /** More than any site has lines; beyond it the oldest rejected certificate goes, so that nobody can fill the disk. */
    private static final int MOST_REJECTED = 200;

    private static final List<String> ENDINGS = List.of(".der", ".cer", ".crt", ".pem");

    private static final List<String> LIST_ENDINGS = List.of(".crl", ".pem");

    /** The part of the folder that a certificate is in. */
    public enum Place {
        /** The gateway's own. */
        OWN,
        /** Certificates of lines, or of authorities that issue them, that may be connected to. */
        TRUSTED,
        /** What was offered and is not trusted, waiting for a person. */
        REJECTED;

        /** The name of its folder. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A certificate and its file. */
    public record Entry(Place place, Path file, X509Certificate certificate) {
        /** SHA-256 of the certificate. */
        public Fingerprint fingerprint() {
            return Fingerprint.of(certificate);
        }
    }

    /**
     * What a place holds.
     *
     * @param unreadable files that should be certificates and are none
     */
    public record Contents(List<Entry> entries, List<Path> unreadable) {
        /** Copies the lists. */
        public Contents {
            entries = List.copyOf(entries);
            unreadable = List.copyOf(unreadable);
        }

        /** The certificates alone. */
        public List<X509Certificate> certificates() {
            return entries.stream().map(Entry::certificate).toList();
        }
    }

    /** A list of certificates that their issuer has taken back, and its file. */
    public record RevocationList(Path file, X509CRL list) {
        /** When the issuer wants it to be replaced; empty where it does not say. */
        public Optional<Instant> nextUpdate() {
            return Optional.ofNullable(list.getNextUpdate()).map(Date::toInstant);
        }

        /** How many certificates are in it. */
        public int size() {
            return Optional.ofNullable(list.getRevokedCertificates())
                    .map(Set::size)
                    .orElse(0);
        }
    }

    /**
     * The revocation lists that are there.
     *
     * @param unreadable files that should be lists and are none
     */
    public record RevocationLists(List<RevocationList> lists, List<Path> unreadable) {
        /** Copies the lists. */
        public RevocationLists {
            lists = List.copyOf(lists);
            unreadable = List.copyOf(unreadable);
        }
    }

    /** The folder of the revocation lists. */
    public Path revoked() {
        return root.resolve("revoked");
    }

    /**
     * The revocation lists now, by file name.
     *
     * @throws UncheckedIOException when the folder is there but can not be read
     */
    public RevocationLists revocationLists() {
        var lists = new ArrayList<RevocationList>();
        var unreadable = new ArrayList<Path>();
        for (Path file : files(revoked(), LIST_ENDINGS)) {
            try (InputStream in = Files.newInputStream(file)) {
                Collection<? extends CRL> all =
                        CertificateFactory.getInstance("X.509").generateCRLs(in);
                if (all.isEmpty()) {
                    unreadable.add(file);
                }
                all.forEach(list -> lists.add(new RevocationList(file, (X509CRL) list)));
            } catch (IOException | GeneralSecurityException e) {
                unreadable.add(file);
            }
        }
        return new RevocationLists(lists, unreadable);
    }

    /** The folder of a place. */
    public Path folder(Place place) {
        return root.resolve(place.word());
    }

    /**
     * What a place holds now, by file name.
     *
     * @throws UncheckedIOException when the folder is there but can not be read
     */
    public Contents contents(Place place) {
        var entries = new ArrayList<Entry>();
        var unreadable = new ArrayList<Path>();
        for (Path file : files(place)) {
            try {
                read(file).forEach(certificate -> entries.add(new Entry(place, file, certificate)));
            } catch (CertificateException | IOException e) {
                unreadable.add(file);
            }
        }
        return new Contents(entries, unreadable);
    }

    /** The certificates of all places whose fingerprint starts with these digits. */
    public List<Entry> find(String fingerprintStart) {
        String digits = Fingerprint.digits(fingerprintStart);
        return Stream.of(Place.values())
                .flatMap(place -> contents(place).entries().stream())
                .filter(entry -> entry.fingerprint().hex().startsWith(digits))
                .toList();
    }

    /**
     * Moves a certificate's file to another place.
     *
     * @return its new file
     */
    public Path move(Entry entry, Place to) throws IOException {
        Path target = Files.createDirectories(folder(to))
                .resolve(String.valueOf(entry.file().getFileName()));
        return Files.move(entry.file(), target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Keeps a certificate among the rejected, once. */
    public void addRejected(X509Certificate certificate) throws IOException {
        Path folder = Files.createDirectories(folder(Place.REJECTED));
        Path file = folder.resolve(Fingerprint.of(certificate).hex() + ".der");
        if (Files.exists(file)) {
            return;
        }
        List<Path> others = files(Place.REJECTED);
        if (others.size() >= MOST_REJECTED) {
            Files.delete(others.stream()
                    .min(Comparator.comparing(CertificateFolder::modified))
                    .orElseThrow());
        }
        try {
            Path part = Files.createTempFile(folder, "new", ".part");
            Files.write(part, certificate.getEncoded());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (CertificateEncodingException e) {
            throw new IOException("certificate has no DER form", e);
        }
    }

    /** The certificates in a file, DER or PEM, at least one, in its order. */
    public static List<X509Certificate> read(Path file) throws IOException, CertificateException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (all.isEmpty()) {
                throw new CertificateException(file + " holds no certificate");
            }
            return all.stream().map(X509Certificate.class::cast).toList();
        }
    }

    private List<Path> files(Place place) {
        return files(folder(place), ENDINGS);
    }

    private static List<Path> files(Path folder, List<String> endings) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> endings.stream()
                            .anyMatch(ending ->
                                    file.toString().toLowerCase(Locale.ROOT).endsWith(ending)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " can not be read", e);
        }
    }

    private static long modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException gone) {
            return Long.MAX_VALUE;
        }
    }
}
