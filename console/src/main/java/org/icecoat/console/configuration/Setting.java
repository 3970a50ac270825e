package org.icecoat.console.configuration;

/**
 * One effective setting.
 *
 * @param key its name, as in the file
 * @param value what counts; null if it is not set anywhere
 * @param from where it comes from: {@code --factory}, a variable's name, the file, {@code default}
 */
public record Setting(String key, String value, String from) {}
