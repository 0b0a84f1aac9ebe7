/**
 * Byte views, number formats, ids and limits that every room uses. Knows no other room.
 */
@NullMarked
package io.clusterjar.base;

import org.jspecify.annotations.NullMarked;
