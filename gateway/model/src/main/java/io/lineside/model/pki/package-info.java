/**
 * Certificates as files in folders, so that the program, its command line and a technician with a file manager all work
 * on the same ones.
 */
@NullMarked
package io.lineside.model.pki;

import org.jspecify.annotations.NullMarked;
