package org.icecoat.testbed.grid;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that makes what it needs: hosts, images, other grids. One such class runs at a time,
 * beside one on each grid that is shared: two cores have enough to do with that.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("all but the shared grids")
public @interface OnItsOwn {}
