/** {@code icecoat receipt}: what factory and node signed of a deployment, judged here. */
package org.icecoat.console.receipt;
