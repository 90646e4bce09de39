namespace Ayni.Recommenders;

/// <summary>An interval that covers the true value with the confidence it was made for.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ConfidenceInterval(double Low, double High);
