/** The words every part of Lineside shares: identifiers that are checked once, where they are made. */
@NullMarked
package io.lineside.model;

import org.jspecify.annotations.NullMarked;
