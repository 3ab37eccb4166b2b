package io.lineside.simulator.opcua;

import java.security.KeyPair;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.sdk.client.DiscoveryClient;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.security.CertificateValidator;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;
import org.eclipse.milo.opcua.stack.core.types.structured.EndpointDescription;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateBuilder;
import org.eclipse.milo.opcua.stack.core.util.SelfSignedCertificateGenerator;

/** A client with a certificate of its own, which trusts every server. */
record SecureClient(String applicationUri, KeyPair keys, X509Certificate certificate) {
    static SecureClient create(String applicationUri) {
        try {
            Security.addProvider(new BouncyCastleProvider());
            KeyPair keys = SelfSignedCertificateGenerator.generateRsaKeyPair(2048);
            X509Certificate certificate = new SelfSignedCertificateBuilder(keys)
                    .setCommonName("test client")
                    .setApplicationUri(applicationUri)
                    .build();
            return new SecureClient(applicationUri, keys, certificate);
        } catch (Exception e) {
            throw new IllegalStateException("the test's certificate cannot be made", e);
        }
    }

    static List<EndpointDescription> endpoints(String endpoint) throws Exception {
        return DiscoveryClient.getEndpoints(endpoint + "/discovery").get();
    }

    OpcUaClient connect(String endpoint, String policy, IdentityProvider user) throws UaException {
        String uri = SecurityPolicy.valueOf(policy).getUri();
        OpcUaClient client = OpcUaClient.create(
                endpoint,
                offered -> offered.stream()
                        .filter(each -> uri.equals(each.getSecurityPolicyUri()))
                        .findFirst(),
                transport -> {},
                config -> config.setApplicationUri(applicationUri)
                        .setKeyPair(keys)
                        .setCertificate(certificate)
                        .setCertificateChain(new X509Certificate[] {certificate})
                        .setCertificateValidator(new CertificateValidator.InsecureCertificateValidator())
                        .setIdentityProvider(user));
        try {
            client.connect();
            return client;
        } catch (UaException e) {
            client.disconnect();
            throw e;
        }
    }
}
