/**
 * What a command is: its row, its keys, its call and its outcome. The groups live in the rooms below this one's name.
 */
@NullMarked
package io.clusterjar.command;

import org.jspecify.annotations.NullMarked;
