package org.icecoat.domain.application;

/** A file of the client's code. */
public record ApplicationFile(RelativePath path, boolean executable, FileContent content) {}
