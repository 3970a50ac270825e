package org.icecoat.plugin;

/** Why a site refuses something, in words that the client sees; the subject is a dataset's name. */
public record SiteReason(String subject, String code, String description) {
  String told() {
    return subject + ": " + description;
  }
}
