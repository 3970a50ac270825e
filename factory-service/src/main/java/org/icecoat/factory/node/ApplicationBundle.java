package org.icecoat.factory.node;

import org.icecoat.domain.application.FileContent;
import org.icecoat.factory.request.ApplicationTerms;

/** The client's code with its bytes. */
public record ApplicationBundle(ApplicationTerms terms, FileContent archive) {}
