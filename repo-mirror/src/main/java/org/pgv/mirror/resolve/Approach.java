package org.pgv.mirror.resolve;

import java.util.List;

/**
 * How a packaging family turns a request into clauses over numbered candidates, and decides what to
 * try next. What it decides is an assumption; the engine takes it back where it cannot hold.
 */
sealed interface Approach permits InDepth, ByRule {
  /** States what holds before anything is assumed. */
  void begin(Engine engine);

  /** The clauses that matter once a candidate is installed and have not been stated before. */
  List<Clause> consequences(int number);

  /** Assumes what is to be tried next; false once everything is satisfied. */
  boolean advance(Engine engine);

  /** The engine has gone back, and learned from where it could not go on. */
  void retreated(Engine engine, Clause lesson);

  /** The numbers of the answer's candidates, once there is nothing left to try. */
  List<Integer> taken(Engine engine);

  Candidate candidate(int number);

  /** What brings others in when the candidate is installed, in the order it is looked at. */
  List<Need> needs(int number);

  /** What is meant by something that is asked for, the preferred first. */
  List<Candidate> meant(Wanted wanted);

  /** What may satisfy a requirement, the preferred first. */
  List<Candidate> choices(Requirement requirement);

  /** Why nothing satisfies a relation. */
  String absence(Relation relation);
}
