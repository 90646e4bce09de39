namespace Ayni.Recommenders;

/// <summary>What a trial has reached so far.</summary>
/// <param name="Metric">Best figure at any number of units; more is better.</param>
/// <param name="BestResource">Units, such as sweeps, at which it was reached: the fewest of equals.</param>
/// <param name="SpentResource">Units spent.</param>
public readonly record struct TrialScore(double Metric, int BestResource, int SpentResource);
