/** Tokens of OAuth 2.0 (RFC 6750, 7519, 9068): whether one is good, and the public keys by which that is judged. */
@NullMarked
package io.lineside.gateway.access.token;

import org.jspecify.annotations.NullMarked;
