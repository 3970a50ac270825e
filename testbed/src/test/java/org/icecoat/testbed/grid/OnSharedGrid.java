package org.icecoat.testbed.grid;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class whose methods get the grid that is shared, as a parameter of type {@link
 * TestingGrid}. One such class runs at a time, beside one that is {@link OnItsOwn} and one on the
 * grid with TPMs.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SharedGrid.class)
@ResourceLock("the shared grid")
public @interface OnSharedGrid {}
