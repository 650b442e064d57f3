package org.pgv.mirror.rpm;

import java.util.Arrays;

/** Numbers in a row, growing as they come. */
final class IntList {
  private int[] numbers;
  private int size;

  IntList(int expected) {
    this(new int[Math.max(expected, 16)], 0);
  }

  private IntList(int[] numbers, int size) {
    this.numbers = numbers;
    this.size = size;
  }

  /** A list of just these numbers; the array is kept. */
  static IntList of(int[] numbers) {
    return new IntList(numbers, numbers.length);
  }

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(2 * size, 16));
    }
    numbers[size++] = number;
  }

  /** Drops all numbers from this place on. */
  void cut(int end) {
    size = end;
  }

  int get(int index) {
    return numbers[index];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(numbers, size);
  }
}
