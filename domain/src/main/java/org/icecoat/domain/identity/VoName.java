package org.icecoat.domain.identity;

import java.util.regex.Pattern;

/** A VOMS attribute (FQAN) such as {@code /biomed} or {@code /biomed/analysis/Role=production}. */
public record VoName(String value) {
  private static final Pattern FQAN =
      Pattern.compile("(/[A-Za-z0-9._-]{1,255})+(/Role=[A-Za-z0-9._-]{1,255})?");

  public VoName {
    if (value.length() > 1024 || !FQAN.matcher(value).matches()) {
      throw new IllegalArgumentException("Not a VO attribute of the form /vo[/group][/Role=role]");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
