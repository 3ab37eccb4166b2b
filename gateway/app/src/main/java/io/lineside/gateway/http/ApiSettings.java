package io.lineside.gateway.http;

/**
 * Where the server listens.
 *
 * @param port of the platform API, 0 for a free one
 * @param maxBody largest request body in bytes
 * @param managementPort of health, 0 for a free one
 */
public record ApiSettings(String host, int port, long maxBody, String managementHost, int managementPort) {}
