package org.icecoat.factory.fault;

/** Why a node, an image or a dataset does not fit. */
public record Reason(String subject, String code, String description) {
  @Override
  public String toString() {
    return subject + ": " + description + " (" + code + ")";
  }
}
