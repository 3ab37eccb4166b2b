/**
 * What a document from outside says as orders in the words of the platform API: JSON, rows of CSV, or B2MML. Each reader
 * knows where in its document every part of an order stood, so that a cause can be told in the words of whoever wrote it.
 */
@NullMarked
package io.lineside.gateway.door.format;

import org.jspecify.annotations.NullMarked;
