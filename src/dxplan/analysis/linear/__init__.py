"""Rules as linear inequalities over sums, and a solver's answers about them.

A target compares a quotient of two sums with a number, which is a linear inequality; what follows
from some of them, and which of them contradict each other, is decided exactly:

- :mod:`~dxplan.analysis.linear.forms`: variables, linear forms and formulas over them;
- :mod:`~dxplan.analysis.linear.times`: on which days a rule binds, over which days it adds up;
- :mod:`~dxplan.analysis.linear.cells`: which parts of the sums the rules tell apart;
- :mod:`~dxplan.analysis.linear.encode`: a target on a day as a formula;
- :mod:`~dxplan.analysis.linear.facts`: what holds of all figures, whatever the rules say;
- :mod:`~dxplan.analysis.linear.situation`: all of that for some rules around a day;
- :mod:`~dxplan.analysis.linear.solver`: the only module that knows the solver; it reads formulas as
  :mod:`~dxplan.analysis.linear.written` text, and :mod:`~dxplan.analysis.linear.work` limits it;
- :mod:`~dxplan.analysis.linear.witness`: a solution as reports;
- :mod:`~dxplan.analysis.linear.confirmed`: that as a counterexample, which the evaluator
  confirms;
- :mod:`~dxplan.analysis.linear.components`: which rules anything links;
- :mod:`~dxplan.analysis.linear.reach`: which of them bear on a question, parts that are
  :mod:`~dxplan.analysis.linear.free` left out;
- :mod:`~dxplan.analysis.linear.quotients` and :mod:`~dxplan.analysis.linear.guess`: what is seen
  without asking the solver;
- :mod:`~dxplan.analysis.linear.scene`: one question on a day, and its answers;
- :mod:`~dxplan.analysis.linear.knowledge`: whether a rule follows from others;
- :mod:`~dxplan.analysis.linear.contradictions`: which rules cannot be kept together.
"""
