/** The image store as a process: what is configured is opened, joined and served. */
package org.icecoat.imagestore;
