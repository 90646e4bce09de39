namespace Ayni.Recommenders;

/// <summary>How far a model's mean is from a baseline's on the same users.</summary>
/// <param name="Users">Users for whom the metric is defined with both.</param>
/// <param name="Better">Users for whom the model is better.</param>
/// <param name="Worse">Users for whom it is worse; the rest are ties.</param>
/// <param name="Difference">Mean of the model's value − the baseline's.</param>
/// <param name="PValue">
/// Chance of a difference at least as large, either way, if the two models were exchangeable for each user.
/// </param>
public readonly record struct PairedDifference(int Users, int Better, int Worse, double Difference, double PValue);
