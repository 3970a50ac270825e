package org.icecoat.console.failure;

/**
 * Why one thing among several does not do.
 *
 * @param kind what the subject is: a node, an image, a dataset or a VM, in a word
 * @param subject its name
 * @param code the stable code, such as {@code DATASET_ABSENT}
 * @param description a line for people
 */
public record Reason(String kind, String subject, String code, String description) {

  /** One line: {@code node node1: has no dataset globins (DATASET_ABSENT)}. */
  public String line() {
    String ending = code.isEmpty() ? "" : " (" + code + ")";
    return kind + " " + subject + ": " + description + ending;
  }
}
