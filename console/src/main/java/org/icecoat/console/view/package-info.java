/**
 * What the services say, as records: the shapes of the JSON output, and what the human pages are
 * made from. Each has a total mapper {@code of} from its wire type, without logic.
 */
package org.icecoat.console.view;
