package io.lineside.connector.opcua.security;

import io.lineside.model.pki.CertificateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys and certificates in files. A key that the gateway writes can be read by its own user only. */
final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final int LINE = 64;

    private PemFiles() {}

    static List<X509Certificate> certificates(Path file) {
        try {
            return CertificateFolder.read(file);
        } catch (IOException | CertificateException e) {
            throw new SecurityFailure("the certificate file " + file + " can not be read: " + reason(e));
        }
    }

    static PrivateKey key(Path file) {
        try {
            Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (!pem.find()) {
                throw new SecurityFailure("the key file " + file
                        + " must hold an RSA key as PKCS #8 in PEM without a password (BEGIN PRIVATE KEY), did not");
            }
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (IOException | GeneralSecurityException e) {
            throw new SecurityFailure("the key file " + file + " can not be read: " + reason(e));
        }
    }

    /** Writes the whole file or none. */
    static void write(Path file, String kind, byte[] der, boolean secret) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().normalize().getParent());
        boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
        FileAttribute<?>[] rights = secret && posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        Files.createFile(part, rights);
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(part, "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether other users of this computer can read a file; false where the file system can not tell. */
    static boolean isOpenToOthers(Path file) {
        try {
            return Files.getFileStore(file).supportsFileAttributeView("posix")
                    && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
        } catch (IOException unreadable) {
            return false;
        }
    }

    static String reason(Exception failure) {
        String what = failure.getClass().getSimpleName();
        // The message of these is the path alone.
        return failure instanceof FileSystemException || failure.getMessage() == null
                ? what
                : what + ", " + failure.getMessage();
    }
}
