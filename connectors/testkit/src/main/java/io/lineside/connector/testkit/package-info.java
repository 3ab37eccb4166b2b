/** What every line connector must do, as one suite to run against each of them and a real line. */
@NullMarked
package io.lineside.connector.testkit;

import org.jspecify.annotations.NullMarked;
