package org.icecoat.trust.policy;

import java.util.regex.Pattern;

/** By which deployments ask for a policy: 1 to 63 small letters, digits and hyphens. */
public record PolicyName(String value) implements Comparable<PolicyName> {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  public PolicyName {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "A policy's name has 1 to 63 small letters, digits and hyphens");
    }
  }

  @Override
  public int compareTo(PolicyName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
